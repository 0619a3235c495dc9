package dev.gatewaysync.discord.bot.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormCorrectionTest {

    @Test
    void what_was_typed_comes_back_as_it_was_whatever_it_holds() {
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("Name", "snake_case *kit* @everyone `x`");
        typed.put("URL", "x".repeat(2000));
        typed.put("Category", "");
        typed.put("Description", "one\n\n> two\n**three** <@1>");
        FormCorrection correction = new FormCorrection("suggest-resource", "No address", typed, "Correct it");
        assertThat(FormCorrection.typedIn(correction.embeds()))
                .containsEntry("Name", typed.get("Name"))
                .containsEntry("URL", typed.get("URL"))
                .containsEntry("Description", typed.get("Description"))
                .doesNotContainKey("Category");
        assertThat(correction.embeds().get(0).getDescription()).isEqualTo("No address");
        assertThat(correction.embeds().stream()
                        .mapToInt(embed -> embed.getLength())
                        .sum())
                .isLessThanOrEqualTo(6000);
    }
}
