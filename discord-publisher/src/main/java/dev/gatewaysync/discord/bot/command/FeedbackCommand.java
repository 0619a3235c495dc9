package dev.gatewaysync.discord.bot.command;

import dev.gatewaysync.discord.bot.member.MemberEvents;
import dev.gatewaysync.discord.bot.reply.DeferredReply;
import dev.gatewaysync.discord.bot.reply.ReplyLanguage;
import dev.gatewaysync.discord.bot.reply.ReplyTexts;
import dev.gatewaysync.events.UserFeedback;
import java.util.Map;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.components.textinput.TextInputStyle;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.modals.Modal;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** {@code /feedback}: a form whose text goes to the main app. */
@Component
@Order(6)
final class FeedbackCommand implements Command {
    private static final String NAME = "feedback";
    private static final String LABEL = "feedback.label";

    private final MemberEvents events;
    private final ReplyLanguage language;

    FeedbackCommand(MemberEvents events, ReplyLanguage language) {
        this.events = events;
        this.language = language;
    }

    @Override
    public SlashCommandData data() {
        return SlashCommand.named(NAME);
    }

    @Override
    public void run(SlashCommandInteractionEvent event) {
        event.replyModal(form(Map.of(), language.of(event))).queue();
    }

    @Override
    public Modal form(Map<String, String> typed, ReplyTexts texts) {
        TextInput.Builder text = TextInput.create("text", TextInputStyle.PARAGRAPH)
                .setMaxLength(2000)
                .setRequired(true);
        return Modal.create(NAME, texts.get("feedback.title"))
                .addComponents(FormFields.field(texts.get(LABEL), text, typed))
                .build();
    }

    @Override
    public void submitted(ModalInteractionEvent event) {
        String text = FormFields.text(event, "text");
        String user = event.getUser().getName();
        String userId = event.getUser().getId();
        ReplyTexts texts = language.of(event);
        Map<String, String> typed = FormFields.typed(event, Map.of("text", texts.get(LABEL)));
        DeferredReply.form(event, NAME, typed, texts, hook -> {
            if (text == null) {
                return texts.get("feedback.empty");
            }
            events.store(events.envelope(new UserFeedback(user, userId, text, null)));
            events.wake();
            return texts.get("feedback.thanks");
        });
    }
}
