package dev.gatewaysync.discord.bot.command;

import dev.gatewaysync.cards.SuggestionCard;
import dev.gatewaysync.discord.bot.member.Suggestions;
import dev.gatewaysync.discord.bot.reply.AutocompleteReply;
import dev.gatewaysync.discord.bot.reply.DeferredReply;
import dev.gatewaysync.discord.bot.reply.FormCorrection;
import dev.gatewaysync.discord.bot.reply.ReplyLanguage;
import dev.gatewaysync.discord.bot.reply.ReplyTexts;
import dev.gatewaysync.events.SuggestionReviewed.Decision;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.MessageContextInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.StringSelectInteractionEvent;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Routes commands, what is typed in them, forms, menus and buttons to their handlers. */
@Component
public final class InteractionRouter {
    private static final Logger log = LoggerFactory.getLogger(InteractionRouter.class);

    private static final String PART = ":";
    private static final Duration AGAIN = Duration.ofMinutes(10);

    private final Map<String, Command> commands = new LinkedHashMap<>();
    private final Suggestions suggestions;
    private final ReplyLanguage language;

    InteractionRouter(List<Command> commands, Suggestions suggestions, ReplyLanguage language) {
        commands.forEach(command -> this.commands.put(command.data().getName(), command));
        this.suggestions = suggestions;
        this.language = language;
    }

    /** The id of one of several menus that a command shows. */
    static String part(String command, int number) {
        return command + PART + number;
    }

    /** What the server says of itself, when it is seen and when it changes. */
    public void seen(Guild guild) {
        language.seen(guild);
    }

    /**
     * Replaces whatever the server had of this bot. If Discord refuses, it is asked again rarely: that the bot was given the
     * scope applications.commands meanwhile is reported by nothing else.
     */
    public void register(Guild guild) {
        seen(guild);
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
        with(event.getName(), event, "router.no_command", command -> command.run(event));
    }

    public void onMessageContextInteraction(MessageContextInteractionEvent event) {
        with(event.getName(), event, "router.no_command", command -> command.run(event));
    }

    public void onCommandAutoCompleteInteraction(CommandAutoCompleteInteractionEvent event) {
        Command command = commands.get(event.getName());
        if (command == null) {
            AutocompleteReply.of(event, List::of);
        } else {
            command.complete(event);
        }
    }

    public void onModalInteraction(ModalInteractionEvent event) {
        with(event.getModalId(), event, "router.no_form", command -> command.submitted(event));
    }

    public void onStringSelectInteraction(StringSelectInteractionEvent event) {
        String command = event.getComponentId().replaceFirst(PART + "\\d+$", "");
        with(command, event, "router.no_menu", known -> known.chosen(event));
    }

    /** @param unknown what is said where there is no such command any more */
    private void with(String name, IReplyCallback event, String unknown, Consumer<Command> action) {
        Command command = commands.get(name);
        if (command == null) {
            ReplyTexts texts = language.of(event);
            DeferredReply.inPrivate(event, texts, hook -> texts.get(unknown));
        } else {
            action.accept(command);
        }
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
            ReplyTexts texts = language.of(event);
            DeferredReply.inPrivate(event, texts, hook -> texts.get("router.no_button"));
        }
    }

    private void correct(ButtonInteractionEvent event, String name) {
        Map<String, String> typed = FormCorrection.typedIn(event.getMessage().getEmbeds());
        with(
                name,
                event,
                "router.no_form",
                command -> event.replyModal(command.form(typed, language.of(event)))
                        .queue(
                                done -> {},
                                failure -> log.warn("interaction.not_acknowledged reason={}", failure.toString())));
    }

    private void decide(ButtonInteractionEvent event, String id, Decision decision) {
        Member member = event.getMember();
        boolean may = InteractionPermissions.of(event.getRawData())
                .map(permissions -> permissions.contains(Permission.MESSAGE_MANAGE))
                .orElseGet(() ->
                        member != null && member.hasPermission(event.getGuildChannel(), Permission.MESSAGE_MANAGE));
        String reviewer = event.getUser().getName();
        ReplyTexts texts = language.of(event);
        DeferredReply.inPrivate(
                event,
                texts,
                hook -> may
                        ? SuggestionReplies.of(suggestions.decide(id, decision, reviewer), decision, texts)
                        : texts.get("router.may_not_decide"));
    }
}
