package dev.gatewaysync.discord.bot;

import dev.gatewaysync.discord.card.Message;
import java.util.List;
import java.util.function.Function;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.interactions.InteractionHook;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers in two steps: "thinking…" at once, the rest on a thread of its own. Discord waits three seconds for the first,
 * and fifteen minutes for the second. Neither waits for what the lanes have to send.
 */
final class Acknowledged {
    private static final Logger log = LoggerFactory.getLogger(Acknowledged.class);
    private static final String FAILED = "Something went wrong on our side, and nothing was done. Please try again.";

    private Acknowledged() {}

    /** Text that everybody sees. */
    static void inPublic(IReplyCallback event, Function<InteractionHook, Object> answer) {
        answer(event, false, answer);
    }

    /** Text that only the person who asked sees. */
    static void inPrivate(IReplyCallback event, Function<InteractionHook, Object> answer) {
        answer(event, true, answer);
    }

    /** @param answer a String or a {@link Message} */
    private static void answer(IReplyCallback event, boolean ephemeral, Function<InteractionHook, Object> answer) {
        event.deferReply(ephemeral)
                .queue(
                        hook -> Thread.ofVirtual()
                                .name("discord-interaction")
                                .start(() -> edit(hook, compute(hook, answer))),
                        failure -> log.warn("interaction.not_acknowledged reason={}", failure.toString()));
    }

    private static Object compute(InteractionHook hook, Function<InteractionHook, Object> answer) {
        try {
            return answer.apply(hook);
        } catch (RuntimeException e) {
            log.error("interaction.failed reason={} next=the person is told", e.toString());
            log.debug("interaction.failed", e);
            return FAILED;
        }
    }

    static void edit(InteractionHook hook, Object answer) {
        var edit = answer instanceof Message message
                ? hook.editOriginalEmbeds(embeds(message))
                : hook.editOriginal(answer.toString());
        edit.queue(done -> {}, failure -> log.warn("interaction.not_answered reason={}", failure.toString()));
    }

    private static List<MessageEmbed> embeds(Message message) {
        return message.body()
                .path("embeds")
                .valueStream()
                .map(embed -> EmbedBuilder.fromData(DataObject.fromJson(embed.toString()))
                        .build())
                .toList();
    }
}
