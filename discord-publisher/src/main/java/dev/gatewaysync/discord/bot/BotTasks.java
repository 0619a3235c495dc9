package dev.gatewaysync.discord.bot;

import dev.gatewaysync.discord.bot.find.CatalogSearch;
import dev.gatewaysync.discord.bot.member.MemberEvents;
import dev.gatewaysync.discord.bot.member.SuggestionChannelReader;
import dev.gatewaysync.discord.bot.member.SuggestionReactions;
import dev.gatewaysync.discord.bot.member.SyncReplies;
import dev.gatewaysync.discord.leader.LeaderTask;
import dev.gatewaysync.discord.route.DiscordCredentials;
import java.util.List;
import org.springframework.stereotype.Component;

/** Everything that the bot does beside sending; nothing of it without a bot. */
@Component
public final class BotTasks implements LeaderTask {
    /** In the order in which they are started. */
    private final List<LeaderTask> tasks;

    BotTasks(
            DiscordCredentials credentials,
            MemberEvents events,
            SuggestionChannelReader suggestionChannel,
            SyncReplies syncReplies,
            SuggestionReactions reactions,
            CatalogSearch catalogue,
            BotLogin login) {
        this.tasks = credentials.bot() == null
                ? List.of()
                : List.of(events, suggestionChannel, syncReplies, reactions, catalogue, login);
    }

    @Override
    public void start() {
        tasks.forEach(LeaderTask::start);
    }

    @Override
    public void stop() {
        tasks.reversed().forEach(LeaderTask::stop);
    }
}
