package dev.gatewaysync.events;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;

/** The one way events become JSON and JSON becomes events. */
public final class EventJson {
    /** Deepest nesting of objects and arrays that a webhook body may have. */
    public static final int MAX_DEPTH = 32;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(wireNames())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .changeDefaultPropertyInclusion(inclusion ->
                    inclusion.withValueInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL))
            .build();

    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(64)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private EventJson() {}

    /** The mapper of everything inside the system; unknown fields are ignored, absent ones left out. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /**
     * Reads what a stranger sent: duplicate keys, nesting over {@value #MAX_DEPTH} levels, numbers over 64 characters and
     * anything after the first value are errors.
     *
     * @throws JacksonException saying what is wrong and where
     */
    public static JsonNode readStrictly(byte[] body) {
        return STRICT.readTree(body);
    }

    public static byte[] toBytes(EventEnvelope envelope) {
        return MAPPER.writeValueAsBytes(envelope);
    }

    /** @throws MalformedEventException if these bytes are no event envelope */
    public static EventEnvelope fromBytes(byte[] bytes) {
        try {
            return MAPPER.readValue(bytes, EventEnvelope.class);
        } catch (JacksonException e) {
            throw new MalformedEventException("The message is no event: " + e.getOriginalMessage(), e);
        }
    }

    static ObjectNode toData(GatewayEvent event) {
        return MAPPER.valueToTree(event);
    }

    static GatewayEvent toEvent(EventType type, ObjectNode data) {
        if (type instanceof OwnType own) {
            return new OwnEvent(own, data);
        }
        try {
            return MAPPER.treeToValue(data, ((BuiltInType) type).eventClass());
        } catch (JacksonException e) {
            throw new MalformedEventException("The data is no " + type + ": " + e.getOriginalMessage(), e);
        }
    }

    /** How one of the community's own is filed stands in the envelope, beside its name. */
    private static EventType type(String name) {
        return BuiltInType.named(name)
                .<EventType>map(type -> type)
                .orElseGet(() -> new OwnType(name, UpdateCategory.GENERAL, Priority.NORMAL));
    }

    private static SimpleModule wireNames() {
        return new SimpleModule("gateway-wire-names")
                .addSerializer(EventType.class, new WireNames.Writer<>(EventType.class, EventType::wireName))
                .addDeserializer(EventType.class, new WireNames.Reader<>(EventJson::type))
                .addSerializer(Source.class, new WireNames.Writer<>(Source.class, Source::wireName))
                .addDeserializer(Source.class, new WireNames.Reader<>(Source::new))
                .addSerializer(Priority.class, new WireNames.Writer<>(Priority.class, Priority::wireName))
                .addDeserializer(Priority.class, new WireNames.Reader<>(Priority::ofWireName))
                .addSerializer(
                        UpdateCategory.class, new WireNames.Writer<>(UpdateCategory.class, UpdateCategory::wireName))
                .addDeserializer(UpdateCategory.class, new WireNames.Reader<>(UpdateCategory::ofWireName));
    }
}
