package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.service.StartRefusedException;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.testkit.Infra;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseOwnerIT {
    private static final String ONE = "1234567890123456789";
    private static final String OTHER = "1234567890123456780";

    private Database database;
    private DatabaseOwner owner;

    @BeforeEach
    void aNewDatabase() {
        database = Database.open(Infra.start().wiped().databaseUrl());
        owner = new DatabaseOwner(database.jdbc());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void data_of_one_server_are_not_shown_in_another() {
        owner.claim(settings("GUILD_ID", ONE));
        assertThatThrownBy(() -> owner.claim(settings("GUILD_ID", OTHER)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessage("GUILD_ID is " + OTHER + ", and the data in the database are of the Discord server " + ONE
                        + ". Correct GUILD_ID, or set DATABASE_URL to another database. To take history, catalogue and pinned"
                        + " messages over to it all the same: GATEWAY_ADOPT_DATA=" + OTHER);
        assertThat(owner.claim(settings("GUILD_ID", ONE))).isEmpty();
    }

    @Test
    void data_are_taken_over_to_the_server_that_is_named_and_to_no_other() {
        owner.claim(settings("GUILD_ID", ONE));
        assertThat(owner.claim(settings("GUILD_ID", OTHER, "GATEWAY_ADOPT_DATA", OTHER)))
                .isEmpty();
        assertThat(owner.claim(settings("GUILD_ID", OTHER))).isEmpty();
        assertThatThrownBy(() -> owner.claim(settings("GUILD_ID", ONE, "GATEWAY_ADOPT_DATA", OTHER)))
                .isInstanceOf(StartRefusedException.class);
    }

    @Test
    void a_webhook_in_between_changes_nothing() {
        String webhook = "https://discord.com/api/webhooks/1234567890/AbC-123_xyz";
        owner.claim(settings("GUILD_ID", ONE));
        assertThat(owner.claim(settings("DISCORD_WEBHOOK_URL", webhook))).isEmpty();
        assertThat(owner.claim(new Settings(Map.of()))).isEmpty();
        assertThatThrownBy(() -> owner.claim(settings("GUILD_ID", OTHER))).isInstanceOf(StartRefusedException.class);
    }

    @Test
    void another_webhook_or_main_app_is_said_and_no_token_is_kept() {
        owner.claim(settings(
                "DISCORD_WEBHOOK_URL",
                "https://discord.com/api/webhooks/1/first-token",
                "MAIN_APP_URL",
                "https://a.example"));
        List<String> notes = owner.claim(settings(
                "DISCORD_WEBHOOK_URL",
                "https://discord.com/api/webhooks/2/other-token",
                "MAIN_APP_URL",
                "https://b.example"));
        assertThat(notes).hasSize(2);
        assertThat(notes.get(0)).startsWith("DISCORD_WEBHOOK_URL is another webhook");
        assertThat(notes.get(1))
                .startsWith("MAIN_APP_URL is another address than at the last start (https://a.example)");
        assertThat(database.jdbc()
                        .sql("SELECT value FROM data_owner")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("2", "https://b.example");
    }

    private static Settings settings(String name, String value, String... more) {
        return more.length == 0
                ? new Settings(Map.of(name, value))
                : new Settings(Map.of(name, value, more[0], more[1]));
    }
}
