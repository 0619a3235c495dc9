package dev.gatewaysync.cards;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmojiTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "🤖",
                "🗂️",
                "👩‍💻",
                "👍🏽",
                "🇩🇪",
                "1️⃣",
                "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
                "<:robot:123456789012345678>",
                "<a:spin:123456789012345678>",
                "🎮 🕹️"
            })
    void an_emoji_is_shown(String icon) {
        assertThat(Emoji.orNothing(icon)).isEqualTo(icon);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fa-solid fa-robot",
                "robot.svg",
                "https://a.example/i.png",
                "12",
                "*",
                "🤖x",
                "<@123>",
                "<:robot:>",
                ":robot:",
                "\u200d",
                "\u3164"
            })
    void anything_else_is_not(String icon) {
        assertThat(Emoji.orNothing(icon)).isEmpty();
    }
}
