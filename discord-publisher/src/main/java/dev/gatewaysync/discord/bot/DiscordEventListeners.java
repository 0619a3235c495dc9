package dev.gatewaysync.discord.bot;

import dev.gatewaysync.discord.bot.command.InteractionRouter;
import dev.gatewaysync.discord.bot.member.SuggestionChannelReader;
import dev.gatewaysync.discord.bot.session.SessionListeners;
import dev.gatewaysync.discord.route.ChannelDirectory;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Makes a {@link DiscordEventListener} for each session. */
@Component
final class DiscordEventListeners implements SessionListeners {
    private final InteractionRouter interactions;
    private final SuggestionChannelReader suggestionChannel;
    private final ChannelDirectory directory;

    DiscordEventListeners(
            InteractionRouter interactions, SuggestionChannelReader suggestionChannel, ChannelDirectory directory) {
        this.interactions = interactions;
        this.suggestionChannel = suggestionChannel;
        this.directory = directory;
    }

    @Override
    public Object listener(String guildId, boolean content, Consumer<Integer> ended) {
        return new DiscordEventListener(interactions, suggestionChannel, directory, guildId, content, ended);
    }
}
