package dev.gatewaysync.discord.bot.command;

import dev.gatewaysync.discord.bot.member.SyncAnswers;
import dev.gatewaysync.discord.bot.member.SyncReplies;
import dev.gatewaysync.discord.bot.reply.ReplyLanguage;
import dev.gatewaysync.discord.bot.reply.ReplyTexts;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.DefaultMemberPermissions;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * {@code /sync-now [quick|full]}: asks for a sync, whose result becomes the reply. At first for members who may manage
 * messages; the server's owner can open it to others under Integrations.
 */
@Component
@Order(1)
final class SyncNowCommand implements Command {
    private static final String NAME = "sync-now";

    private final SyncReplies replies;
    private final ReplyLanguage language;

    SyncNowCommand(SyncReplies replies, ReplyLanguage language) {
        this.replies = replies;
        this.language = language;
    }

    @Override
    public SlashCommandData data() {
        return SlashCommand.named(NAME)
                .setDefaultPermissions(DefaultMemberPermissions.enabledFor(Permission.MESSAGE_MANAGE))
                .addOptions(
                        SlashCommand.option(OptionType.STRING, NAME, "kind")
                                .addChoices(SlashCommand.choice("quick"), SlashCommand.choice("full")),
                        Visibility.option());
    }

    @Override
    public void run(SlashCommandInteractionEvent event) {
        String kind =
                event.getOption("kind", "quick", OptionMapping::getAsString).equals("full") ? "full" : "quick";
        String user = event.getUser().getName();
        ReplyTexts texts = language.of(event);
        Visibility.answer(event, texts, hook -> {
            replies.request(kind, user, hook.getInteraction().getToken());
            return texts.get("sync.asked", SyncAnswers.number(kind));
        });
    }
}
