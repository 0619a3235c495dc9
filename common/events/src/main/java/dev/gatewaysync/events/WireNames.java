package dev.gatewaysync.events;

import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

/** Enums travel under the names of the contract, not under those of Java. */
final class WireNames {
    private WireNames() {}

    static final class Writer<T> extends ValueSerializer<T> {
        private final Class<T> type;
        private final Function<T, String> name;

        Writer(Class<T> type, Function<T, String> name) {
            this.type = type;
            this.name = name;
        }

        @Override
        public void serialize(T value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(name.apply(value));
        }

        @Override
        public Class<T> handledType() {
            return type;
        }
    }

    static final class Reader<T> extends ValueDeserializer<T> {
        private final Function<String, T> value;

        Reader(Function<String, T> value) {
            this.value = value;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            String name = parser.getString();
            try {
                return value.apply(name);
            } catch (IllegalArgumentException e) {
                return context.reportInputMismatch(this, "%s", e.getMessage());
            }
        }
    }
}
