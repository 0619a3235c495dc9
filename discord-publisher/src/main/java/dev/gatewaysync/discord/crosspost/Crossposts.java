package dev.gatewaysync.discord.crosspost;

import dev.gatewaysync.discord.leader.LeaderScoped;
import dev.gatewaysync.discord.outbox.CrosspostSetting;
import dev.gatewaysync.discord.outbox.CrosspostTable;
import dev.gatewaysync.discord.send.SideLoop;
import dev.gatewaysync.discord.send.SideLoops;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** The thread that publishes messages, while this instance leads. No card waits for it. */
@Component
@LeaderScoped
public final class Crossposts {
    private final CrosspostSetting setting;
    private final CrosspostTable table;
    private final SideLoop loop;

    Crossposts(CrosspostSetting setting, CrosspostTable table, CrosspostAttempt attempt, SideLoops loops) {
        this.setting = setting;
        this.table = table;
        this.loop = loops.ofTheBot(
                "discord-crosspost", "crossposts.not_kept", turn -> turn.each(table.due(), attempt::publish));
    }

    public void start() {
        if (setting.isPossible()) {
            loop.start();
        }
    }

    /** What the bot may do has changed. */
    public void resume() {
        if (setting.isPossible()) {
            table.tryNow();
            loop.wake();
        }
    }

    /** An answer that is under way is waited for. */
    public void stop(Duration patience) {
        loop.stop(patience);
    }
}
