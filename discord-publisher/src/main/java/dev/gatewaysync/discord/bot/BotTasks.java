package dev.gatewaysync.discord.bot;

import dev.gatewaysync.discord.delivery.LeaderTask;
import java.util.List;

/** Everything that the bot does beside sending; nothing of it without a bot. */
public final class BotTasks implements LeaderTask {
    private final boolean bot;
    private final List<LeaderTask> parts;

    /**
     * @param bot whether there is one
     * @param parts in the order in which they are started
     */
    public BotTasks(boolean bot, List<LeaderTask> parts) {
        this.bot = bot;
        this.parts = List.copyOf(parts);
    }

    @Override
    public void start() {
        if (bot) {
            parts.forEach(LeaderTask::start);
        }
    }

    @Override
    public void stop() {
        if (bot) {
            parts.reversed().forEach(LeaderTask::stop);
        }
    }
}
