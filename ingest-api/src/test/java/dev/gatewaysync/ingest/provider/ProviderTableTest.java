package dev.gatewaysync.ingest.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of every event of the providers and of every field in them; the tables in the documentation are made of it. */
class ProviderTableTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "integrations", "providers.md");

    static List<ProviderCase> cases() {
        return ProviderCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_delivery_is_news_or_not(ProviderCase delivery) {
        ProviderDelivery reading = delivery.reading();
        assertThat(
                        reading instanceof ProviderDelivery.News providerEventBuilder
                                ? providerEventBuilder.update().type()
                                : null)
                .as(ProviderCase.told(reading))
                .isEqualTo(delivery.news());
    }

    /** With {@code -Dproviders.write=true} they are written instead. */
    @Test
    void the_tables_in_the_documentation_are_these() throws IOException {
        String document = Files.readString(DOCUMENT);
        String written = document;
        for (String provider : List.of("netlify", "vercel", "github")) {
            written = withTable(written, provider + " events", events(provider));
            written = withTable(written, provider + " fields", fields(provider));
        }
        if (Boolean.getBoolean("providers.write")) {
            Files.writeString(DOCUMENT, written);
        }
        assertThat(Files.readString(DOCUMENT))
                .as("docs/integrations/providers.md; run this test with -Dproviders.write=true to write it")
                .isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({
        "github-release, /release/name, 1000, featureName",
        "github-release, /release/tag_name, 1000, version",
        "netlify-ready, /title, 1000, version",
        "github-deployment, /deployment/ref, 1000, version"
    })
    void a_text_that_is_too_long_is_cut_and_the_event_is_not_lost(
            String sample, String pointer, int max, String field) {
        ObjectNode payload = ProviderCase.sample(sample);
        ProviderCase.set(
                payload, pointer, payload.stringNode("1.0 " + "\uD83D\uDE00".repeat(max))); // A version if it is a ref.
        ProviderDelivery.News providerEventBuilder =
                (ProviderDelivery.News) ProviderCase.read(provider(sample), event(sample), payload);
        String text = providerEventBuilder.update().data().path(field).asString();
        assertThat(text.codePointCount(0, text.length())).isEqualTo(max);
        assertThat(text).endsWith("…");
    }

    private static String events(String provider) {
        Map<String, List<String>> byOutcome = new LinkedHashMap<>();
        for (ProviderCase delivery : ProviderCases.all()) {
            if (delivery.provider().equals(provider)) {
                byOutcome
                        .computeIfAbsent(ProviderCase.told(delivery.reading()), outcome -> new ArrayList<>())
                        .add(title(delivery));
            }
        }
        StringBuilder table = new StringBuilder("| what comes | what becomes of it |\n| --- | --- |\n");
        byOutcome.forEach((outcome, deliveries) -> {
            Map<String, String> grouped = new LinkedHashMap<>();
            for (String delivery : deliveries) {
                String[] parts = delivery.split("\t", -1);
                grouped.merge(parts[0], parts[1], (one, other) -> one + "; " + other);
            }
            Map<String, String> alike = new LinkedHashMap<>();
            grouped.forEach((event, with) -> alike.merge(with, event, (one, other) -> one + ", " + other));
            alike.forEach((with, events) -> table.append("| ")
                    .append(events)
                    .append(with.isEmpty() ? "" : ": " + with)
                    .append(" | ")
                    .append(outcome)
                    .append(" |\n"));
        });
        return table.toString();
    }

    /** The event, and then what is special about it. */
    private static String title(ProviderCase delivery) {
        String with = delivery.with();
        String name = delivery.event() == null ? "" : "`" + delivery.event() + "`";
        if (delivery.provider().equals("vercel")) {
            String[] type = with.split("(?<=\") ", 2);
            name = with.startsWith("/type=") ? "`" + type[0].substring(7, type[0].length() - 1) + "`" : "";
            with = with.startsWith("/type=") ? (type.length > 1 ? type[1] : "") : with;
        } else if (delivery.provider().equals("netlify")) {
            name = (delivery.sample().endsWith("ready") ? "a `ready` deploy" : "an `error`")
                    + (name.isEmpty() ? " without header" : " as " + name);
        }
        String told = with.isEmpty()
                ? "as it is"
                : List.of(with.split(" (?=-?/)")).stream()
                        .map(edit -> edit.startsWith("-")
                                ? "no `" + dotted(edit.substring(1)) + "`"
                                : "`" + dotted(edit.substring(0, edit.indexOf('='))) + "` "
                                        + edit.substring(edit.indexOf('=') + 1).replace("|", "\\|"))
                        .collect(Collectors.joining(" with "));
        return (name.isEmpty() ? "anything else" : name) + "\t" + told;
    }

    private static String fields(String provider) {
        Map<String, Map<String, String>> effects = new LinkedHashMap<>();
        List<String> samples = switch (provider) {
            case "netlify" -> List.of("netlify-ready", "netlify-error");
            case "vercel" -> List.of("vercel-succeeded", "vercel-error");
            default -> List.of("github-release", "github-deployment");
        };
        for (String sample : samples) {
            ObjectNode payload = ProviderCase.sample(sample);
            for (String pointer : pointers("", payload)) {
                effects.computeIfAbsent(pointer, field -> new LinkedHashMap<>()).put(sample, effect(sample, pointer));
            }
        }
        StringBuilder table = new StringBuilder("| field | null | not there |\n| --- | --- | --- |\n");
        List<String> without = new ArrayList<>();
        effects.forEach((pointer, bySample) -> {
            List<String> told = bySample.entrySet().stream()
                    .filter(effect -> !effect.getValue().equals("nothing | nothing"))
                    .map(effect -> effect.getKey() + "\t" + effect.getValue())
                    .toList();
            if (told.isEmpty()) {
                without.add("`" + dotted(pointer) + "`");
            }
            told.forEach(effect -> table.append("| `")
                    .append(dotted(pointer))
                    .append("` of `")
                    .append(effect.replace("\t", "` | "))
                    .append(" |\n"));
        });
        return table
                + "\nTaking one of these away changes nothing; those that matter by what they say are in the table of events, the"
                + " others are only kept in the history: " + String.join(", ", without) + ".\n";
    }

    private static String effect(String sample, String pointer) {
        ObjectNode nulled = ProviderCase.sample(sample);
        ProviderCase.set(nulled, pointer, NullNode.getInstance());
        ObjectNode removed = ProviderCase.sample(sample);
        ProviderCase.set(removed, pointer, null);
        return difference(sample, nulled) + " | " + difference(sample, removed);
    }

    private static String difference(String sample, ObjectNode payload) {
        ProviderDelivery.News whole =
                (ProviderDelivery.News) ProviderCase.read(provider(sample), event(sample), ProviderCase.sample(sample));
        ProviderDelivery changed = ProviderCase.read(provider(sample), event(sample), payload);
        if (!(changed instanceof ProviderDelivery.News providerEventBuilder)) {
            return ProviderCase.told(changed);
        }
        List<String> differences = new ArrayList<>();
        whole.update().data().properties().forEach(field -> {
            JsonNode now = providerEventBuilder.update().data().path(field.getKey());
            if (now.isMissingNode()) {
                differences.add("no `" + field.getKey() + "`");
            } else if (!now.equals(field.getValue())) {
                differences.add("`" + field.getKey() + "` is " + now.toString().replace("|", "\\|"));
            }
        });
        if (!String.valueOf(whole.update().timestamp())
                .equals(String.valueOf(providerEventBuilder.update().timestamp()))) {
            differences.add(
                    providerEventBuilder.update().timestamp() == null
                            ? "the time is that of arrival"
                            : "the time is " + providerEventBuilder.update().timestamp());
        }
        if (!whole.subject().equals(providerEventBuilder.subject())) {
            differences.add(
                    providerEventBuilder.subject().isEmpty()
                            ? "known again by the body's hash"
                            : "known again as " + providerEventBuilder.subject().get());
        }
        return differences.isEmpty() ? "nothing" : String.join(", ", differences);
    }

    /** Of the fields, and of those in objects that a provider fills with more of its own. */
    private static List<String> pointers(String prefix, ObjectNode object) {
        List<String> pointers = new ArrayList<>();
        object.properties().forEach(field -> {
            String pointer = prefix + "/" + field.getKey();
            pointers.add(pointer);
            boolean isRead =
                    List.of("release", "deployment", "deployment_status", "payload", "meta", "links", "repository")
                                    .contains(field.getKey())
                            && !pointer.equals("/deployment/payload");
            if (isRead && field.getValue() instanceof ObjectNode inner) {
                pointers.addAll(pointers(pointer, inner));
            }
        });
        return pointers;
    }

    private static String dotted(String pointer) {
        return pointer.substring(1).replace('/', '.');
    }

    private static String provider(String sample) {
        return sample.substring(0, sample.indexOf('-'));
    }

    private static String event(String sample) {
        return switch (sample) {
            case "github-release" -> "release";
            case "github-deployment" -> "deployment_status";
            case "netlify-ready" -> "deploy_created";
            default -> "deploy_failed";
        };
    }

    private static String withTable(String document, String name, String table) {
        String begin = "<!-- made by the tests: " + name + " -->\n";
        int start = document.indexOf(begin);
        assertThat(start).as(begin).isNotNegative();
        int end = document.indexOf("<!-- end -->", start);
        return document.substring(0, start) + begin + table + document.substring(end);
    }
}
