package dev.gatewaysync.discord.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.discord.ScriptedDiscord;
import dev.gatewaysync.language.Language;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerLanguageTest {
    private static final String SERVER = "GET /guilds/1";

    private final ScriptedDiscord discord =
            new ScriptedDiscord().replies(SERVER, "{\"id\":\"1\",\"preferred_locale\":\"de\"}");
    private final ServerLanguage language =
            new ServerLanguage(new DiscordCredentials(TestDirectory.BOT, null, null), discord.rest);

    @AfterEach
    void close() {
        discord.close();
    }

    @Test
    void it_is_english_until_discord_has_told_another() throws Exception {
        assertThat(language.get()).isEqualTo(Language.ENGLISH);

        language.learn();

        assertThat(language.get()).isEqualTo(Language.GERMAN);
    }

    @Test
    void what_the_session_has_told_is_not_asked_for() throws Exception {
        language.set(Language.ENGLISH);

        language.learn();

        assertThat(language.get()).isEqualTo(Language.ENGLISH);
        assertThat(discord.requests).isEmpty();
    }

    @Test
    void a_refusal_leaves_it_to_be_asked_for_again() throws Exception {
        discord.repliesOnce(SERVER, 404, "{\"code\":10004,\"message\":\"Unknown Guild\"}");
        language.learn();
        assertThat(language.get()).isEqualTo(Language.ENGLISH);

        language.learn();

        assertThat(language.get()).isEqualTo(Language.GERMAN);
    }

    @Test
    void without_a_bot_nobody_is_asked() throws Exception {
        ServerLanguage alone = new ServerLanguage(new DiscordCredentials(null, null, null), discord.rest);

        alone.learn();

        assertThat(alone.get()).isEqualTo(Language.ENGLISH);
        assertThat(discord.requests).isEmpty();
    }
}
