package dev.gatewaysync.discord.serverevent;

import dev.gatewaysync.discord.leader.LeaderScoped;
import dev.gatewaysync.discord.send.SideLoop;
import dev.gatewaysync.discord.send.SideLoops;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** The thread that brings the server's events to Discord, while this instance leads. */
@Component
@LeaderScoped
public final class ServerEvents {
    private final ServerEventSetting setting;
    private final ServerEventTable table;
    private final SideLoop loop;

    ServerEvents(
            ServerEventSetting setting,
            ServerEventTable table,
            ServerEventSync sync,
            LateServerEvents late,
            SideLoops loops) {
        this.setting = setting;
        this.table = table;
        this.loop = loops.ofTheBot("discord-server-events", "server_events.not_kept", turn -> {
            turn.each(table.due(), sync::bring);
            turn.each(table.doubtful(), late::look);
        });
    }

    public void start() {
        if (setting.on()) {
            loop.start();
        }
    }

    /** What the bot may do has changed. */
    public void resume() {
        if (setting.on()) {
            table.tryNow();
            loop.wake();
        }
    }

    public void wake() {
        loop.wake();
    }

    /** An answer that is under way is waited for. */
    public void stop(Duration patience) {
        loop.stop(patience);
    }
}
