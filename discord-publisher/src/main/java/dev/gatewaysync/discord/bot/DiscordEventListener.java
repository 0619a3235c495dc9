package dev.gatewaysync.discord.bot;

import dev.gatewaysync.discord.bot.command.InteractionRouter;
import dev.gatewaysync.discord.bot.member.SuggestionChannelReader;
import dev.gatewaysync.discord.route.ChannelDirectory;
import java.util.function.Consumer;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.events.channel.ChannelCreateEvent;
import net.dv8tion.jda.api.events.channel.ChannelDeleteEvent;
import net.dv8tion.jda.api.events.channel.GenericChannelEvent;
import net.dv8tion.jda.api.events.channel.update.ChannelUpdateNameEvent;
import net.dv8tion.jda.api.events.guild.GuildJoinEvent;
import net.dv8tion.jda.api.events.guild.GuildLeaveEvent;
import net.dv8tion.jda.api.events.guild.GuildReadyEvent;
import net.dv8tion.jda.api.events.guild.override.GenericPermissionOverrideEvent;
import net.dv8tion.jda.api.events.guild.update.GuildUpdateLocaleEvent;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.MessageContextInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.StringSelectInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.role.update.RoleUpdatePermissionsEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives the events of one session and hands each to the class that it concerns. */
final class DiscordEventListener extends ListenerAdapter {
    private static final Logger log = LoggerFactory.getLogger(DiscordEventListener.class);

    private final InteractionRouter interactions;
    private final SuggestionChannelReader suggestionChannel;
    private final ChannelDirectory directory;
    private final String guildId;
    private final boolean content;
    private final Consumer<Integer> ended;

    DiscordEventListener(
            InteractionRouter interactions,
            SuggestionChannelReader suggestionChannel,
            ChannelDirectory directory,
            String guildId,
            boolean content,
            Consumer<Integer> ended) {
        this.interactions = interactions;
        this.directory = directory;
        this.suggestionChannel = suggestionChannel;
        this.guildId = guildId;
        this.content = content;
        this.ended = ended;
    }

    @Override
    public void onReady(ReadyEvent event) {
        log.info("discord.session_ready content={}", content);
        suggestionChannel.seeing(content);
        // While nobody listened, channels may have come and gone.
        directory.channelsChanged();
        register(event.getJDA());
    }

    private void register(JDA jda) {
        Guild guild = jda.getGuildById(guildId);
        if (guild == null) {
            log.error(
                    "discord.no_guild id={} next=commands come when the bot is invited; or correct GUILD_ID", guildId);
        } else {
            interactions.register(guild);
        }
    }

    @Override
    public void onGenericPermissionOverride(GenericPermissionOverrideEvent event) {
        directory.permissionsChanged(event.getGuild().getId());
    }

    @Override
    public void onRoleUpdatePermissions(RoleUpdatePermissionsEvent event) {
        directory.permissionsChanged(event.getGuild().getId());
    }

    /** The bot was invited, or the server was away, when the session began. */
    private void entered(Guild guild) {
        log.info("discord.guild_joined id={}", guild.getId());
        directory.permissionsChanged(guild.getId());
        if (guild.getId().equals(guildId)) {
            suggestionChannel.wake();
            interactions.register(guild);
        }
    }

    @Override
    public void onGuildJoin(GuildJoinEvent event) {
        entered(event.getGuild());
    }

    @Override
    public void onGuildLeave(GuildLeaveEvent event) {
        log.warn(
                "discord.guild_left id={} next=what goes there waits until the bot is invited",
                event.getGuild().getId());
        directory.channelsChanged(event.getGuild().getId());
    }

    /** Called for each server too while the session begins, where {@link #onReady} does the work. */
    @Override
    public void onGuildReady(GuildReadyEvent event) {
        if (event.getJDA().getStatus() == JDA.Status.CONNECTED) {
            entered(event.getGuild());
        }
    }

    @Override
    public void onGuildUpdateLocale(GuildUpdateLocaleEvent event) {
        if (event.getGuild().getId().equals(guildId)) {
            interactions.seen(event.getGuild());
            // Wakes the pinned numbers, too.
            directory.channelsChanged(guildId);
        }
    }

    @Override
    public void onSessionResume(SessionResumeEvent event) {
        suggestionChannel.wake();
    }

    @Override
    public void onSessionRecreate(SessionRecreateEvent event) {
        suggestionChannel.wake();
        directory.permissionsChanged();
    }

    @Override
    public void onMessageReceived(MessageReceivedEvent event) {
        if (suggestionChannel.isWatched(event.getChannel().getId())) {
            suggestionChannel.wake();
        }
    }

    @Override
    public void onChannelCreate(ChannelCreateEvent event) {
        changed(event);
    }

    @Override
    public void onChannelDelete(ChannelDeleteEvent event) {
        changed(event);
    }

    @Override
    public void onChannelUpdateName(ChannelUpdateNameEvent event) {
        changed(event);
    }

    /** A new post in a forum changes nothing of where things go. */
    private void changed(GenericChannelEvent event) {
        if (!event.getChannelType().isThread() && event.isFromGuild()) {
            directory.channelsChanged(event.getGuild().getId());
        }
    }

    @Override
    public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
        interactions.onSlashCommandInteraction(event);
    }

    @Override
    public void onMessageContextInteraction(MessageContextInteractionEvent event) {
        interactions.onMessageContextInteraction(event);
    }

    @Override
    public void onCommandAutoCompleteInteraction(CommandAutoCompleteInteractionEvent event) {
        interactions.onCommandAutoCompleteInteraction(event);
    }

    @Override
    public void onStringSelectInteraction(StringSelectInteractionEvent event) {
        interactions.onStringSelectInteraction(event);
    }

    @Override
    public void onModalInteraction(ModalInteractionEvent event) {
        interactions.onModalInteraction(event);
    }

    @Override
    public void onButtonInteraction(ButtonInteractionEvent event) {
        interactions.onButtonInteraction(event);
    }

    @Override
    public void onShutdown(ShutdownEvent event) {
        ended.accept(event.getCode());
    }
}
