package dev.gatewaysync.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.service.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataOwnerTest {
    private static final String SIMULATED = "simulated";

    @TempDir
    Path folder;

    /** A server as its id, a webhook as w and its id, {@value #SIMULATED} for neither. */
    @ParameterizedTest
    @CsvSource({
        "1234567890123456789, 1234567890123456780",
        "simulated,           1234567890123456789",
        "simulated,           w1234567890",
        "1234567890123456789, simulated"
    })
    void data_of_one_server_are_not_shown_in_another(String before, String now) {
        claim(before, false);
        assertThatThrownBy(() -> claim(now, false))
                .isInstanceOf(StartFailedException.class)
                .hasMessageContainingAll(
                        "the data in " + folder.toAbsolutePath() + " are of", "GATEWAY_DATA_DIR", "--adopt-data");
        assertThat(claim(now, true)).isEmpty();
        assertThat(claim(now, false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1234567890123456789, 1234567890123456789",
        "simulated,           simulated",
        "w1234567890,         1234567890123456789",
        "1234567890123456789, w1234567890"
    })
    void the_same_server_by_another_way_is_the_same(String before, String now) {
        claim(before, false);
        assertThat(claim(now, false)).isEmpty();
    }

    @Test
    void another_webhook_or_main_app_is_said() {
        DataOwner owner = new DataOwner(folder);
        owner.claim(settings("w1", "https://app.example"), false, false);
        List<String> notes = owner.claim(settings("w2", "https://other.example"), false, false);
        assertThat(notes).hasSize(2);
        assertThat(notes.get(0))
                .startsWith("DISCORD_WEBHOOK_URL is another webhook")
                .doesNotContain("token-of-a-webhook");
        assertThat(notes.get(1))
                .startsWith("MAIN_APP_URL is another address than at the last start (https://app.example)");
    }

    @Test
    void data_of_a_version_that_remembered_nothing_and_had_a_simulator_are_the_simulators() throws IOException {
        Files.createDirectories(folder.resolve("simulator"));
        Files.createFile(folder.resolve("simulator").resolve("journal.ndjson"));
        Files.createFile(folder.resolve("gateway.db"));
        assertThatThrownBy(() -> claim("1234567890123456789", false))
                .hasMessageContaining("the simulated Discord server");
    }

    @Test
    void the_file_holds_no_secret() throws IOException {
        claim("w1234567890", false);
        assertThat(Files.readString(folder.resolve("belongs-to.env"))).doesNotContain("token-of-a-webhook");
    }

    private List<String> claim(String server, boolean adopt) {
        return new DataOwner(folder).claim(settings(server, "https://app.example"), server.equals(SIMULATED), adopt);
    }

    private static Settings settings(String server, String app) {
        if (server.equals(SIMULATED)) {
            return new Settings(Map.of("MAIN_APP_URL", app));
        }
        return new Settings(
                server.startsWith("w")
                        ? Map.of(
                                "MAIN_APP_URL",
                                app,
                                "DISCORD_WEBHOOK_URL",
                                "https://discord.com/api/webhooks/" + server.substring(1) + "/token-of-a-webhook")
                        : Map.of("MAIN_APP_URL", app, "GUILD_ID", server));
    }
}
