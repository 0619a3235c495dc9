package dev.gatewaysync.discord.thread;

import dev.gatewaysync.discord.leader.LeaderScoped;
import dev.gatewaysync.discord.outbox.MessageThreadTable;
import dev.gatewaysync.discord.send.SideLoop;
import dev.gatewaysync.discord.send.SideLoops;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** The loop that opens them, while this instance leads. No card waits for it. */
@Component
@LeaderScoped
public final class MessageThreads {
    private final MessageThreadTable table;
    private final SideLoop loop;

    MessageThreads(MessageThreadTable table, MessageThreadAttempt attempt, SideLoops loops) {
        this.table = table;
        this.loop = loops.ofTheBot(
                "discord-threads", "message_threads.not_kept", turn -> turn.each(table.due(), attempt::open));
    }

    public void start() {
        if (table.isUsed()) {
            loop.start();
        }
    }

    /** What the bot may do has changed. */
    public void resume() {
        table.tryNow();
        loop.wake();
    }

    /** An answer that is under way is waited for. */
    public void stop(Duration patience) {
        loop.stop(patience);
    }
}
