package dev.gatewaysync.discord.bot.command;

import dev.gatewaysync.discord.bot.member.MemberEvents;
import dev.gatewaysync.discord.bot.reply.DeferredReply;
import dev.gatewaysync.events.UserFeedback;
import java.util.Map;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.components.textinput.TextInputStyle;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.modals.Modal;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** {@code /feedback}: a form whose text goes to the main app. */
@Component
@Order(6)
final class FeedbackCommand implements Command {
    private static final String NAME = "feedback";
    private static final String LABEL = "What should we know?";

    private final MemberEvents events;

    FeedbackCommand(MemberEvents events) {
        this.events = events;
    }

    @Override
    public SlashCommandData data() {
        return Commands.slash(NAME, "Tell us what you think");
    }

    @Override
    public void run(SlashCommandInteractionEvent event) {
        event.replyModal(form(Map.of())).queue();
    }

    @Override
    public Modal form(Map<String, String> typed) {
        TextInput.Builder text = TextInput.create("text", TextInputStyle.PARAGRAPH)
                .setMaxLength(2000)
                .setRequired(true);
        return Modal.create(NAME, "Feedback")
                .addComponents(FormFields.field(LABEL, text, typed))
                .build();
    }

    @Override
    public void submitted(ModalInteractionEvent event) {
        String text = FormFields.text(event, "text");
        String user = event.getUser().getName();
        String userId = event.getUser().getId();
        DeferredReply.form(event, NAME, FormFields.typed(event, Map.of("text", LABEL)), hook -> {
            if (text == null) {
                return "There was nothing but spaces in it, so nothing was sent.";
            }
            events.store(events.envelope(new UserFeedback(user, userId, text, null)));
            events.wake();
            return "Thank you! Your feedback is on its way.";
        });
    }
}
