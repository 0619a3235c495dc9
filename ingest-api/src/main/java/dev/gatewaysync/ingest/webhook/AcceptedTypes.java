package dev.gatewaysync.ingest.webhook;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.TypeDefinition;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventSchema;
import dev.gatewaysync.events.EventSchemas;
import dev.gatewaysync.events.EventType;
import dev.gatewaysync.events.TextSanitizer;
import dev.gatewaysync.input.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** The event types that the outside may send, the community's own among them, and what to say about any other. */
@Component
public final class AcceptedTypes {
    /** In the order of the contract. */
    public static final List<BuiltInType> BUILT_IN = Arrays.stream(BuiltInType.values())
            .filter(type -> type.origin() == EventType.Origin.MAIN_APP)
            .toList();

    private static final int MAX_TYPOS = 3;

    private final Supplier<GatewayConfig> config;

    AcceptedTypes(Supplier<GatewayConfig> config) {
        this.config = config;
    }

    /** A type, and what its data must be. */
    public record Accepted(EventType type, EventSchema schema) {}

    public Optional<Accepted> named(String name) {
        return BuiltInType.named(name)
                .filter(BUILT_IN::contains)
                .map(type -> new Accepted(type, EventSchemas.of(type)))
                .or(() -> config.get().type(name).map(type -> new Accepted(type.type(), type.schema())));
    }

    /** Those of the community, in the order of its file. */
    public List<TypeDefinition> own() {
        return List.copyOf(config.get().types().values());
    }

    String explain(String name) {
        List<String> names = names();
        String list = String.join(", ", names);
        if (BuiltInType.named(name).isPresent()) {
            return "'" + name + "' is made by the system itself and not accepted from outside; accepted are " + list;
        }
        String shown = name.length() <= 60 ? name : name.substring(0, 60) + "…";
        return "'" + TextSanitizer.storable(shown) + "' is not known" + suggestion(name, names) + "; accepted are "
                + list;
    }

    private List<String> names() {
        List<String> names =
                new ArrayList<>(BUILT_IN.stream().map(BuiltInType::wireName).toList());
        names.addAll(config.get().types().keySet());
        return names;
    }

    private static String suggestion(String name, List<String> names) {
        if (name.isEmpty() || name.length() > 60) {
            return "";
        }
        return Spelling.meant(name, names, AcceptedTypes::plain, MAX_TYPOS)
                .map(known -> ", did you mean '" + known + "'?")
                .orElse("");
    }

    private static String plain(String name) {
        return name.replaceAll("(\\p{Lower})(\\p{Upper})", "$1-$2")
                .replaceAll("[\\s_.:]+", "-")
                .toLowerCase(Locale.ROOT);
    }
}
