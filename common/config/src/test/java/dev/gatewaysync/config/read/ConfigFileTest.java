package dev.gatewaysync.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.config.ConfigProblem;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.Route;
import dev.gatewaysync.config.SourceAuth;
import dev.gatewaysync.config.SourceDefinition;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ConfigFileTest {
    private static final Map<String, String> SECRETS = Map.of(
            "DEV_LOG_WEBHOOK_URL", "https://discord.com/api/webhooks/123456789012345678/abc_DEF-token",
            "SHOP_SECRET", "a-secret-of-the-shop",
            "SHORT", "short");

    private static final String NOTED = """
            version: 1
            types:
              order-placed: { fields: { item: text!, amount: number, lines: list } }
              anything:
                schema:
                  properties: { one: {} }
                  anyOf: [{ properties: { other: {} } }]
            """;

    @Test
    void a_complete_file_says_everything() throws IOException {
        ConfigFile file = read(complete());
        assertThat(file.problems()).isEmpty();
        assertThat(file.notes())
                .containsExactly(new ConfigProblem(
                        18, 16, "'picture' is no field of order-placed; it is empty unless a sender sends it"));
        GatewayConfig config = file.config();

        assertThat(config.hash()).hasSize(64);
        assertThat(config.types()).containsOnlyKeys("order-placed");
        assertThat(config.cards()).containsOnlyKeys("order-placed", "app-deployed");
        assertThat(config.targets().get("dev-log").webhook()).endsWith("abc_DEF-token");
        assertThat(config.targets().get("dev-log").toString()).doesNotContain("abc_DEF");
        assertThat(config.targets().get("ops").silent()).isTrue();
        assertThat(config.routes()).hasSize(3);
        assertThat(config.routes().get(1).digest())
                .isEqualTo(new Route.Digest(null, LocalTime.of(18, 0), ZoneId.of("Europe/Berlin")));
        assertThat(config.routes().get(2).to()).isEmpty();
        assertThat(Objects.requireNonNull(config.quiet()).hold()).containsExactly("resource-added");
        assertThat(Objects.requireNonNull(config.catalogue()).next()).isNotNull();
        SourceDefinition shop = config.source("shop").orElseThrow();
        assertThat(shop.auth())
                .isEqualTo(new SourceAuth.Hmac(
                        "sha256", "X-Shop-Signature", SourceAuth.Hmac.Encoding.HEX, "sha256=", "a-secret-of-the-shop"));
        assertThat(shop.auth().toString()).doesNotContain("a-secret");
    }

    @Test
    void the_mapping_of_a_source_makes_the_data_of_an_event() throws IOException {
        SourceDefinition.Mapping created =
                read(complete()).config().source("shop").orElseThrow().events().getFirst();
        JsonNode request = json("""
                {"body": {"kind": "order.created", "line_items": [{"title": "Mug"}], "total": "12.50"}, "headers": {}}
                """);

        assertThat(Objects.requireNonNull(created.when()).isTrueOf(request)).isTrue();
        assertThat(Objects.requireNonNull(created.data()).of(request).toString())
                .isEqualTo("{\"item\":\"Mug\",\"amount\":12.5}");
    }

    @Test
    void a_type_is_checked_as_its_fields_say() throws IOException {
        var type = read(complete()).config().type("order-placed").orElseThrow();

        assertThat(type.schema().problems(json("{\"item\": \"Mug\"}"))).isEmpty();
        assertThat(type.schema().problems(json("{\"amount\": \"much\"}")))
                .containsExactlyInAnyOrder(
                        new Problem("/item", "is required"),
                        new Problem("/amount", "must be a number, not a string (\"much\")"));
        assertThat(type.schema().problems(json("{\"item\": \" \"}")))
                .containsExactly(new Problem("/item", "must not be empty"));
    }

    @Test
    void a_schema_of_ones_own_is_the_check() {
        String text = """
                version: 1
                types:
                  ping:
                    schema:
                      type: object
                      required: [code]
                      properties:
                        code: { type: string, pattern: "^[A-Z]{3}$" }
                """;
        var type = read(text).config().type("ping").orElseThrow();

        assertThat(type.schema().problems(json("{\"code\": \"ABC\"}"))).isEmpty();
        assertThat(type.schema().problems(json("{\"code\": \"abc\"}")))
                .containsExactly(new Problem("/code", "must match ^[A-Z]{3}$"));
    }

    @ParameterizedTest
    @CsvSource({"''", "'# nothing yet\n'", "'---\n'", "'{}'"})
    void a_file_that_says_nothing_is_as_good_as_none(String text) {
        assertThat(read(text)).isEqualTo(ConfigFile.NONE);
    }

    @Test
    void words_that_older_yaml_takes_for_switches_are_words() {
        assertThat(read("""
                version: 1
                routes:
                  - to: [announcements]
                    digest: { every: week, on: friday, at: "09:30" }
                """).problems()).isEmpty();
    }

    /** Each wrong file, where it is wrong, and what is said. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            types: {}                                          | 1:1   | 'version' is missing here
            version: 2                                         | 1:10  | '2' is not known here; it must be 1
            version: 1¶typos: {}                               | 2:1   | 'typos' is not known here, did you mean 'types'?; known are version, types, cards, targets, routes, sources, catalogue, quiet
            version: 1¶version: 1                              | 2:1   | 'version' stands here a second time
            version: 1¶types: [a, b                            | 2:13  | is no YAML
            version: 1¶types:¶  OrderPlaced: {}                | 3:3   | 'OrderPlaced' is no name here: small letters, digits and hyphens, a letter first, such as order-placed
            version: 1¶types:¶  app-deployed: {}               | 3:3   | 'app-deployed' is a built-in type; give yours another name, or change its card under cards
            version: 1¶types: { a: { fields: { x: txt } } }    | 2:28  | 'txt' is not known here, did you mean 'text'?
            version: 1¶types: { a: { priority: urgent } }      | 2:25  | 'urgent' is not known here; it must be one of high, normal, low
            version: 1¶types: { a: { fields: { x: text! }, example: { y: 1 } } } | 2:46  | is no such event: /x is required
            version: 1¶types: { a: { schema: { type: objekt } } } | 2:23 | is no JSON Schema: /type
            version: 1¶cards: { app-deploid: { title: x } }    | 2:10  | 'app-deploid' under cards is no type, did you mean 'app-deployed'?
            version: 1¶cards:¶  bug-fixed:¶    title: "a {{ title + }}" | 4:26  | has an expression that cannot be read
            version: 1¶cards:¶  bug-fixed:¶    title: "a {{ title"    | 4:15  | has {{ without its }}
            version: 1¶cards: { bug-fixed: { color: green } }  | 2:30  | 'green' is no colour; such as "#57F287"
            version: 1¶cards: { bug-fixed: { fields: [{ name: a }] } } | 2:32  | 'value' is missing here
            version: 1¶cards: { bug-fixed: { text: "${DEV_LOG_WEBHOOK_URL}" } } | 2:30  | would be shown to everybody
            version: 1¶targets: { log: { webhook: "https://discord.com/api/webhooks/1/x" } } | 2:28 | is a secret and must not stand in this file: put it into .env and write webhook: "${LOG_WEBHOOK_URL}"
            version: 1¶targets: { log: { webhook: "${LOG_URL}" } } | 2:29 | LOG_URL is not set, neither in the environment nor in .env
            version: 1¶targets: { log: { webhook: "${SHOP_SECRET}" } } | 2:28 | is no address of a Discord webhook
            version: 1¶targets: { log: {} }                    | 2:17  | has neither a webhook nor a channel
            version: 1¶targets: { log: { channel: a, guild: x } } | 2:38  | must be an id of Discord
            version: 1¶targets: { log: { webhook: "${DEV_LOG_WEBHOOK_URL}", name: Discord log } } | 2:60 | Discord refuses such a name
            version: 1¶targets: { log: { channel: a, thread: "${SHOP_SECRET}" } } | 2:39 | is set to what is no id of Discord
            version: 1¶targets: { log: { channel: a, thread: "123", publish: true } } | 2:55 | Discord publishes nothing of what stands in a thread
            version: 1¶targets: { log: { channel: a, thread: maybe } } | 2:39 | must be an id of Discord
            version: 1¶routes: [{ to: [], mention: "${SHOP_SECRET}" }] | 2:29 | is set to what is no id of Discord
            version: 1¶targets: &a [*a]                         | 2:10  | is used again by an alias; write it out where it is meant
            version: 1¶targets: { suggestions: { channel: a } } | 2:12 | suggestions is the channel of members' suggestions
            version: 1¶targets: { announcements: { channel: a } } | 2:12 | announcements is there already
            version: 1¶routes: [{ to: [dev-lok] }]¶targets: { dev-log: { channel: a } } | 2:17 | 'dev-lok' is no target, did you mean 'dev-log'?; known are dev-log, announcements
            version: 1¶routes:¶  - when: type = 'a¶    to: []  | 3:20  | is no expression: string literal must be terminated by a matching quote
            version: 1¶routes:¶  - when: $contains(type, /(?=a)/)¶    to: [] | 3:11 | is no expression: the regular expression /(?=a)/ cannot be used
            version: 1¶routes: [{ to: [], digest: { every: week, at: "09:30" } }] | 2:28  | every week needs the day, such as on: friday
            version: 1¶routes: [{ to: [], digest: { every: day, at: "9 o'clock" } }] | 2:46 | must be a time of day such as 18:00
            version: 1¶routes: [{ to: [], digest: { every: day, at: "09:00", zone: Europe/Berln } }] | 2:61 | 'Europe/Berln' is no time zone, did you mean 'Europe/Berlin'?; such as Europe/Berlin
            version: 1¶routes: [{ to: announcements }]         | 2:16  | must be a list, not a text
            version: 1¶sources: { shop: { events: [{ type: custom }] } } | 2:18 | 'auth' is missing here
            version: 1¶sources: { shop: { auth: {}, events: [{ type: custom }] } } | 2:26 | has no proof: anybody could send. Such as { bearer: "${SHOP_SECRET}" }
            version: 1¶sources: { shop: { auth: { bearer: abc }, events: [{ type: custom }] } } | 2:36 | is a secret and must not stand in this file
            version: 1¶sources: { shop: { auth: { hmac: md5, header: X, secret: "${SHOP_SECRET}" }, events: [{ type: custom }] } } | 2:34 | 'md5' is not known here; it must be one of sha256, sha1, sha512
            version: 1¶sources: { shop: { auth: { bearer: "${SHOP_SECRET}" }, events: [{ type: kustom }] } } | 2:73 | 'kustom' is no type that comes from outside, did you mean 'custom'?
            version: 1¶sources: { shop: { auth: { bearer: "${SHOP_SECRET}" }, events: [{ when: a }] } } | 2:65  | has neither a type nor ignore
            version: 1¶sources: { shop: { auth: { bearer: "${SHOP_SECRET}" }, events: [{ type: custom, data: { title: "a +" } }] } } | 2:100 | is no expression
            version: 1¶sources: { sync: { auth: { bearer: "${SHOP_SECRET}" }, events: [] } } | 2:12 | 'sync' names events of this program; give it another name
            version: 1¶catalogue: { format: json }             | 2:12  | 'url' is missing here
            version: 1¶quiet: { from: "22:00", to: "7:00" }    | 2:29  | must be a time of day such as 18:00
            version: 1¶quiet: { from: "22:00", to: "07:00", hold: [resource-aded] } | 2:44  | 'resource-aded' is no type, did you mean 'resource-added'?
            """)
    void a_mistake_is_named_with_its_place_and_the_nearest_right_word(String text, String place, String message) {
        ConfigFile file = read(text.replace('¶', '\n'));

        assertThat(file.config()).isEqualTo(GatewayConfig.NONE);
        assertThat(file.problems()).anySatisfy(problem -> {
            assertThat(problem.message()).contains(message);
            assertThat(problem.line() + ":" + problem.column()).isEqualTo(place);
        });
        assertThat(file.problems().toString()).doesNotContain("a-secret-of-the-shop", "abc_DEF-token");
    }

    @Test
    void every_mistake_is_named_at_once_in_the_order_of_the_file() {
        assertThat(read("""
                version: 1
                types:
                  a: { categorie: general }
                  b: { fields: { x: tekst } }
                cards:
                  c: { title: x }
                """).problems()).extracting(problem -> problem.line()).containsExactly(3, 4, 6);
    }

    @Test
    void a_thousand_places_are_taken_and_one_more_is_not() {
        assertThat(read(places(1_000)).problems()).isEmpty();
        assertThat(read(places(1_001)).problems())
                .extracting(ConfigProblem::toString)
                .first()
                .asString()
                .contains("has too many entries, at most 1000 are allowed");
    }

    private static String places(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> "  place-" + n + ": { channel: channel-" + n + " }\n")
                .collect(Collectors.joining("", "version: 1\ntargets:\n", ""));
    }

    @Test
    void the_published_schema_is_the_one_that_checks() throws IOException {
        assertThat(Files.readString(Path.of("../../docs/gateway.schema.json"))).isEqualTo(ConfigSchema.document());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            version: 1¶types:¶  a: { category: general }¶   b: { category: general } | 4:4 | the indentation does not fit the lines above: what belongs together begins in the same column
            version: 1¶cards:¶  custom:¶    text: Note: this                        | 4:15 | a text with ': ' in it needs quotes
            version: 1¶cards:¶  custom:¶    text: "a" b                              | 4:15 | needs quotes around all of it
            version: 1¶cards:¶→custom: {}                                           | 3:1 | only blanks can indent a line
            version: 1¶cards:¶  custom: { title: "a }                               | 3:20 | a quote that was opened is not closed
            version: 1¶cards:¶  custom: { title: a¶routes: []                        | 4:7 | a { that was opened is not closed, or a comma is missing in it (it began in line 3)
            version: 1¶routes:¶  - to: [announcements¶                               | 4:1 | a [ that was opened is not closed, or a comma is missing in it (it began in line 3)
            version: 1¶cards:¶  custom: { title: *new }                             | 3:20 | a text that begins with * needs quotes
            version: 1¶cards:¶  custom: { title: @new }                             | 3:20 | a text that begins with @, % or ` needs quotes
            version: 1¶---¶version: 1                                               | 2:1 | a file has one
            version: 1¶cards¶  custom: {}                                           | 3:9 | a key without its colon
            """)
    void what_is_no_yaml_is_said_in_words_that_help(String text, String place, String words) {
        String written = text.replace('¶', '\n').replace('→', '\t');
        assertThat(read(written).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.message()).startsWith("is no YAML: ").contains(words);
            assertThat(problem.line() + ":" + problem.column()).isEqualTo(place);
        });
    }

    @Test
    void of_the_pinned_statistics_the_words_can_be_said_and_nothing_else() {
        ConfigFile file = read("version: 1\ncards: { stats-updated: { words: { resources: Recipes } } }\n");
        assertThat(file.problems()).isEmpty();
        assertThat(file.config().card("stats-updated").orElseThrow().words()).isEqualTo(Map.of("resources", "Recipes"));

        assertThat(read("version: 1\ncards: { stats-updated: { title: Ours, words: { ressources: Recipes } } }\n")
                        .problems())
                .extracting(
                        problem -> problem.column() + " " + problem.message().split(",|;")[0])
                .containsExactly(
                        "34 is not there for stats-updated", "49 'ressources' is no word of the pinned statistics");
    }

    /** Types of {@code NOTED}: order-placed with item and amount, anything with a schema of several parts. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            cards: { order-placed: { title: "{{ itme }}" } }                               | 'itme' is no field of order-placed, did you mean 'item'?; it is empty unless a sender sends it
            cards: { order-placed: { text: "{{ data.item }}" } }                           | a card sees the fields themselves: write item
            cards: { order-placed: { fields: [{ name: A, value: "{{ $grouped(amout) }}" }] } } | 'amout' is no field of order-placed, did you mean 'amount'?; it is empty unless a sender sends it
            routes: [{ when: "type = 'order-place'", to: [] }]                             | 'order-place' is no type, did you mean 'order-placed'?; no event has it
            routes: [{ when: "(type = 'order-place') or priority = 'high'", to: [] }]      | 'order-place' is no type, did you mean 'order-placed'?; no event has it
            routes: [{ when: "type in ['app-deployed', 'app-deploy']", to: [] }]           | 'app-deploy' is no type, did you mean 'app-deployed'?; no event has it
            routes: [{ when: "type = 'order-placed' and data.amout > 3", to: [] }]         | 'amout' is no field of order-placed, did you mean 'amount'?
            sources: { s: { auth: { bearer: "${SHOP_SECRET}" }, events: [{ type: order-placed, data: { item: body.i, amout: body.a } }] } } | 'amout' is no field of order-placed, did you mean 'amount'?
            sources: { s: { auth: { bearer: "${SHOP_SECRET}" }, events: [{ type: order-placed, data: { amount: body.a } }] } } | has no item, and no order-placed is taken without it
            sources: { s: { auth: { bearer: "${SHORT}" }, events: [{ type: custom }] } }   | is set to a secret of less than 16 characters, which can be guessed
            routes: [{ when: "amount > 3", to: [] }]                                       | 'amount' is nothing that an event has: fields stand below data, as data.amount; beside them are id, type, source, timestamp, category, priority
            """)
    void a_name_that_nothing_has_is_noted(String line, String note) {
        ConfigFile file = read(NOTED + line);
        assertThat(file.problems()).isEmpty();
        assertThat(file.notes()).extracting(ConfigProblem::message).containsExactly(note);
        assertThat(file.notes().getFirst().line()).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            cards: { order-placed: { title: "{{ item }} {{ type }} {{ $cut(id, 3) }}", text: "{{ lines[price > 3].name }}" } }
            cards: { order-placed: { list: { each: lines, item: "{{ name }}", more: "{{ more }}" } } }
            cards: { order-placed: { fields: [{ each: lines, name: "{{ name }}", value: "{{ price }}" }] } }
            cards: { anything: { title: "{{ whatever }}" }, app-deployed: { text: "{{ whatever }}" } }
            routes: [{ when: "type = 'anything' and data.whatever = 1", to: [] }]
            routes: [{ when: "data.amount > 3 and priority = 'high'", to: [] }]
            routes: [{ when: "$count(data.lines[price > 3]) > 1", to: [] }]
            routes: [{ when: "type != 'order-placed' and data.version", to: [] }]
            routes: [{ when: "type = 'order-placed' or data.version", to: [] }]
            routes: [{ when: "type = 'order-placed' and data.lines[type = 'book']", to: [] }]
            routes: [{ when: "$sort(data.lines, function($a, $b) { $a.x > $b.x })[price > 3]", to: [] }]
            routes: [{ when: "(data.lines)[price > 3]", to: [] }]
            cards: { order-placed: { title: "{{ $string(lines{kind: $sum(price)}) }}" } }
            """)
    void names_that_may_be_there_are_not_noted(String line) {
        assertThat(read(NOTED + line).problems()).isEmpty();
        assertThat(read(NOTED + line).notes()).isEmpty();
    }

    private static ConfigFile read(String text) {
        return ConfigFile.of(text, name -> Optional.ofNullable(SECRETS.get(name)));
    }

    private static String complete() throws IOException {
        try (InputStream in = ConfigFileTest.class.getResourceAsStream("/dev/gatewaysync/config/complete.yml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonNode json(String text) {
        return EventJson.mapper().readTree(text);
    }
}
