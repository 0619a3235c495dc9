package dev.gatewaysync.discord.bot.command;

import dev.gatewaysync.discord.bot.member.Suggestions;
import dev.gatewaysync.discord.bot.reply.DeferredReply;
import dev.gatewaysync.discord.bot.reply.FormCorrection;
import dev.gatewaysync.discord.card.SuggestionCard;
import dev.gatewaysync.events.SuggestionReviewed.Decision;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Routes slash commands, forms and buttons to their handlers. */
@Component
public final class InteractionRouter {
    private static final Logger log = LoggerFactory.getLogger(InteractionRouter.class);

    private static final Duration AGAIN = Duration.ofMinutes(10);

    private final Map<String, Command> commands = new LinkedHashMap<>();
    private final Suggestions suggestions;

    InteractionRouter(List<Command> commands, Suggestions suggestions) {
        commands.forEach(command -> this.commands.put(command.data().getName(), command));
        this.suggestions = suggestions;
    }

    /**
     * Replaces whatever the server had of this bot. If Discord refuses, it is asked again rarely: that the bot was given the
     * scope applications.commands meanwhile is reported by nothing else.
     */
    public void register(Guild guild) {
        guild.updateCommands()
                .addCommands(commands.values().stream().map(Command::data).toList())
                .queue(done -> log.info("discord.commands registered={}", done.size()), failure -> {
                    log.error(
                            "discord.commands_not_registered reason={} next=they stay as they were, trying again in {}"
                                    + " min; the bot needs the scope applications.commands",
                            failure.toString(),
                            AGAIN.toMinutes());
                    guild.getJDA()
                            .getGatewayPool()
                            .schedule(() -> register(guild), AGAIN.toMinutes(), TimeUnit.MINUTES);
                });
    }

    public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
        Command command = commands.get(event.getName());
        if (command == null) {
            DeferredReply.inPrivate(event, hook -> "This command is not known here any more.");
            return;
        }
        command.run(event);
    }

    public void onModalInteraction(ModalInteractionEvent event) {
        Command command = commands.get(event.getModalId());
        if (command == null) {
            DeferredReply.inPrivate(event, hook -> "This form is not known here any more.");
            return;
        }
        command.submitted(event);
    }

    public void onButtonInteraction(ButtonInteractionEvent event) {
        String button = event.getComponentId();
        if (button.startsWith(FormCorrection.BUTTON)) {
            correct(event, button.substring(FormCorrection.BUTTON.length()));
        } else if (button.startsWith(SuggestionCard.APPROVE)) {
            decide(event, button.substring(SuggestionCard.APPROVE.length()), Decision.APPROVED);
        } else if (button.startsWith(SuggestionCard.DECLINE)) {
            decide(event, button.substring(SuggestionCard.DECLINE.length()), Decision.DECLINED);
        } else {
            DeferredReply.inPrivate(event, hook -> "This button is not known here any more.");
        }
    }

    private void correct(ButtonInteractionEvent event, String name) {
        Command command = commands.get(name);
        if (command == null) {
            DeferredReply.inPrivate(event, hook -> "This form is not known here any more.");
            return;
        }
        event.replyModal(command.form(FormCorrection.typedIn(event.getMessage().getEmbeds())))
                .queue(done -> {}, failure -> log.warn("interaction.not_acknowledged reason={}", failure.toString()));
    }

    private void decide(ButtonInteractionEvent event, String id, Decision decision) {
        Member member = event.getMember();
        boolean may = InteractionPermissions.of(event.getRawData())
                .map(permissions -> permissions.contains(Permission.MESSAGE_MANAGE))
                .orElseGet(() ->
                        member != null && member.hasPermission(event.getGuildChannel(), Permission.MESSAGE_MANAGE));
        String reviewer = event.getUser().getName();
        DeferredReply.inPrivate(
                event,
                hook -> may
                        ? SuggestionReplies.of(suggestions.decide(id, decision, reviewer), decision)
                        : "Only members who may manage messages here can decide on suggestions.");
    }
}
