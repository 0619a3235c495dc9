package dev.gatewaysync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.config.read.ConfigFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConfigTryTest {
    private static final String FILE = """
            version: 1
            sources:
              shop:
                auth: { bearer: "${SECRET}" }
                id: headers."x-key"
                events:
                  - when: body.kind = 'bug'
                    type: bug-fixed
                    data: { title: body.title, version: query.v }
            """;
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    @TempDir
    private Path directory;

    private final StringWriter printed = new StringWriter();

    @Test
    void a_request_is_shown_as_the_event_that_it_would_be() {
        assertThat(tried("{\"kind\":\"bug\",\"title\":\"A leak\"}", List.of("X-Key: k-1"), List.of("v=2.0")))
                .isZero();
        assertThat(printed)
                .asString()
                .startsWith("bug-fixed by rule 1, key k-1")
                .contains("\"title\" : \"A leak\"", "\"version\" : \"2.0\"");
    }

    @Test
    void a_request_that_nothing_names_is_said_to_be_one() {
        assertThat(tried("{\"kind\":\"bug\",\"title\":\"A leak\"}", List.of("X-Kei: k-1"), List.of()))
                .isZero();
        assertThat(printed).asString().startsWith("bug-fixed by rule 1, no key: a repeat would make a second event\n");
    }

    @Test
    void what_a_request_is_about_or_its_sender_calls_it_is_its_name_too() {
        String bug = "{\"kind\":\"bug\",\"title\":\"A leak\",\"number\":7}";
        String about = FILE.replace("type: bug-fixed", "type: bug-fixed\n        about: \"'bug:' & body.number\"");
        String signed = FILE.replace("bearer:", "standard-webhooks:").replace("    id: headers.\"x-key\"\n", "");

        assertThat(tried(about, bug, List.of(), List.of())).isZero();
        assertThat(tried(
                        about.replace("body.number", "body.nothing").replace("'bug:' & ", ""),
                        bug,
                        List.of(),
                        List.of()))
                .isZero();
        assertThat(tried(signed, bug, List.of("Webhook-Id: msg_1"), List.of())).isZero();
        assertThat(tried(signed, bug, List.of(), List.of())).isZero();

        assertThat(printed.toString().lines().filter(line -> line.startsWith("bug-fixed")))
                .containsExactly(
                        "bug-fixed by rule 1, no key: a repeat is known by what it is about, bug:7",
                        "bug-fixed by rule 1, no key: a repeat is known by its body",
                        "bug-fixed by rule 1, key msg_1",
                        "bug-fixed by rule 1, key of its webhook-id");
    }

    @Test
    void a_form_is_read_as_one_and_so_is_the_json_in_it() {
        assertThat(tried("kind=bug&title=A+leak\n", List.of(FORM), List.of())).isZero();
        assertThat(tried(
                        "payload=%7B%22kind%22%3A%22bug%22%2C%22title%22%3A%22Another%22%7D", List.of(FORM), List.of()))
                .isZero();
        assertThat(printed).asString().contains("\"title\" : \"A leak\"", "\"title\" : \"Another\"");
        assertThatThrownBy(() -> tried("kind=%", List.of(FORM), List.of()))
                .isInstanceOf(CliException.class)
                .hasMessage("--body is not encoded as a form: % without two hex digits after it");
    }

    @Test
    void what_makes_no_event_says_why() {
        assertThat(tried("{\"kind\":\"other\"}", List.of(), List.of())).isZero();
        assertThat(tried("{\"kind\":\"bug\"}", List.of(), List.of())).isEqualTo(CliException.FAILED);
        assertThat(printed.toString().lines())
                .containsExactly(
                        "ignored: no rule of the source matches",
                        "✗ /data/title is required (rule 1, title: body.title)");
    }

    private int tried(String body, List<String> headers, List<String> query) {
        return tried(FILE, body, headers, query);
    }

    private int tried(String file, String body, List<String> headers, List<String> query) {
        GatewayCommand gateway = new GatewayCommand();
        new CommandLine(gateway).setOut(new PrintWriter(printed, true));
        LocalConfig config = new LocalConfig(
                "gateway.yml",
                ConfigFile.of(file, name -> Optional.of("a-secret-of-the-source")),
                LocalSettings.read(Map.of(), directory));
        return new ConfigTry(gateway.session, config).run("shop", body, headers, query);
    }
}
