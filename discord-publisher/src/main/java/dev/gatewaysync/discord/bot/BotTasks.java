package dev.gatewaysync.discord.bot;

import dev.gatewaysync.discord.delivery.LeaderTask;
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
            BotSession session) {
        this.tasks = credentials.bot() == null ? List.of() : List.of(events, suggestionChannel, syncReplies, session);
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
