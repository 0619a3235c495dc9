package dev.gatewaysync.discord.bot.reply;

import dev.gatewaysync.cards.Message;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.interactions.InteractionHook;
import net.dv8tion.jda.api.interactions.callbacks.IMessageEditCallback;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;
import net.dv8tion.jda.api.requests.RestAction;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers in two steps: "thinking…" at once, the rest on a thread of its own. Discord waits three seconds for the first,
 * and fifteen minutes for the second. Neither waits for what the lanes have to send.
 */
public final class DeferredReply {
    private static final Logger log = LoggerFactory.getLogger(DeferredReply.class);
    private static final String FAILED = "reply.failed";

    private DeferredReply() {}

    /** Text that everybody sees. */
    public static void inPublic(IReplyCallback event, ReplyTexts texts, Function<InteractionHook, Object> answer) {
        answer(event, false, texts.get(FAILED), answer);
    }

    /** Text that only the person who asked sees. */
    public static void inPrivate(IReplyCallback event, ReplyTexts texts, Function<InteractionHook, Object> answer) {
        answer(event, true, texts.get(FAILED), answer);
    }

    /** In the message whose menu was used, which stays as it is until then. */
    public static void inPlace(IMessageEditCallback event, ReplyTexts texts, Function<InteractionHook, Object> answer) {
        event.deferEdit()
                .queue(
                        hook -> started(hook, texts.get(FAILED), answer),
                        failure -> log.warn("interaction.not_acknowledged reason={}", failure.toString()));
    }

    /**
     * As {@link #inPrivate}; if the answer fails, what was typed can be sent again.
     *
     * @param typed label of a field → what was typed
     */
    public static void form(
            IReplyCallback event,
            String command,
            Map<String, String> typed,
            ReplyTexts texts,
            Function<InteractionHook, Object> answer) {
        answer(event, true, new FormCorrection(command, texts.get(FAILED), typed, texts.get("reply.correct")), answer);
    }

    /** @param answer a String, a {@link Message}, a {@link MenuReply} or a {@link FormCorrection} */
    private static void answer(
            IReplyCallback event, boolean ephemeral, Object ifItFails, Function<InteractionHook, Object> answer) {
        event.deferReply(ephemeral)
                .queue(
                        hook -> started(hook, ifItFails, answer),
                        failure -> log.warn("interaction.not_acknowledged reason={}", failure.toString()));
    }

    private static void started(InteractionHook hook, Object ifItFails, Function<InteractionHook, Object> answer) {
        Thread.ofVirtual()
                .name("discord-interaction")
                .start(() -> edited(hook, ifItFails, answer)
                        .queue(
                                done -> {},
                                failure -> log.warn("interaction.not_answered reason={}", failure.toString())));
    }

    /** Fails for nothing: an answer that JDA does not take, as one that is too long, leaves nobody waiting either. */
    private static RestAction<?> edited(
            InteractionHook hook, Object ifItFails, Function<InteractionHook, Object> answer) {
        try {
            return editing(hook, answer.apply(hook));
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            log.error("interaction.failed reason={} next=the person is told", e.toString());
            log.debug("interaction.failed", e);
            return editing(hook, ifItFails);
        }
    }

    /** What puts {@code answer} in the place of “thinking…”. */
    public static RestAction<?> editing(InteractionHook hook, Object answer) {
        return switch (answer) {
            case Message message -> hook.editOriginalEmbeds(embeds(message)).setComponents(LinkButtons.of(message));
            case MenuReply menu -> hook.editOriginal(menu.text()).setComponents(menu.rows());
            case FormCorrection correction ->
                hook.editOriginalEmbeds(correction.embeds()).setComponents(correction.row());
            default -> hook.editOriginal(answer.toString());
        };
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
