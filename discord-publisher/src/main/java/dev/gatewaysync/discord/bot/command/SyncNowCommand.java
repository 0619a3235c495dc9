package dev.gatewaysync.discord.bot.command;

import dev.gatewaysync.discord.bot.member.SyncReplies;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.DefaultMemberPermissions;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
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
    private final SyncReplies replies;

    SyncNowCommand(SyncReplies replies) {
        this.replies = replies;
    }

    @Override
    public SlashCommandData data() {
        return Commands.slash("sync-now", "Read the main app's catalogue now")
                .setDefaultPermissions(DefaultMemberPermissions.enabledFor(Permission.MESSAGE_MANAGE))
                .addOptions(
                        new OptionData(OptionType.STRING, "kind", "quick by itself")
                                .addChoice("quick", "quick")
                                .addChoice("full", "full"),
                        Visibility.option());
    }

    @Override
    public void run(SlashCommandInteractionEvent event) {
        String kind =
                event.getOption("kind", "quick", OptionMapping::getAsString).equals("full") ? "full" : "quick";
        String user = event.getUser().getName();
        Visibility.answer(event, hook -> {
            replies.request(kind, user, hook.getInteraction().getToken());
            return "🔄 A " + kind + " sync was asked for. Its result will be shown here.";
        });
    }
}
