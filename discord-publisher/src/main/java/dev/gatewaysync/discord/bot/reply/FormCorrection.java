package dev.gatewaysync.discord.bot.reply;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.entities.MessageEmbed;

/**
 * The reply to a form that was not taken: why, what was typed, and a button that opens the form again with it, because
 * Discord lets no form be answered with a form. What was typed stands in the reply itself, which only its writer sees and
 * which Discord hands back with the button; nothing is kept here, and a restart between the two loses nothing.
 *
 * @param command whose form it is
 * @param typed label of the field → what was typed, as it was
 * @param button what stands on the button
 * @see <a href="https://docs.discord.com/developers/interactions/receiving-and-responding">Receiving and responding</a>
 */
public record FormCorrection(String command, String problem, Map<String, String> typed, String button) {
    public static final String BUTTON = "correct:";
    private static final int LONGEST_TITLE = 256;

    public FormCorrection {
        typed = new LinkedHashMap<>(typed);
    }

    List<MessageEmbed> embeds() {
        List<MessageEmbed> embeds = new ArrayList<>();
        embeds.add(new EmbedBuilder().setDescription(problem).build());
        typed.forEach((label, text) -> {
            if (!text.isBlank()) {
                embeds.add(new EmbedBuilder()
                        .setTitle(label.substring(0, Math.min(label.length(), LONGEST_TITLE)))
                        .setDescription(text)
                        .build());
            }
        });
        return embeds;
    }

    ActionRow row() {
        return ActionRow.of(Button.primary(BUTTON + command, button));
    }

    /** What was typed, read from the reply. */
    public static Map<String, String> typedIn(List<MessageEmbed> embeds) {
        Map<String, String> typed = new LinkedHashMap<>();
        for (MessageEmbed embed : embeds) {
            String label = embed.getTitle();
            String text = embed.getDescription();
            if (label != null && text != null) {
                typed.put(label, text);
            }
        }
        return typed;
    }
}
