package dev.gatewaysync.discord.lateedit;

import dev.gatewaysync.discord.leader.LeaderScoped;
import dev.gatewaysync.discord.outbox.EditTable;
import dev.gatewaysync.discord.send.MessageEdits;
import dev.gatewaysync.discord.send.SideLoop;
import dev.gatewaysync.discord.send.SideLoops;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** The thread that looks for late edits, while this instance leads. A card waits only for the look at its own message. */
@Component
@LeaderScoped
public final class LateEdits {
    private final SideLoop loop;

    LateEdits(EditTable table, MessageEdits edits, LateEditLook look, SideLoops loops) {
        this.loop = loops.ofAll(
                "discord-late-edits",
                "late_edits.not_looked_for",
                turn -> turn.each(table.due(), messageId -> edits.whileNobodyEdits(messageId, look)));
    }

    public void start() {
        loop.start();
    }

    /** An answer that is under way is waited for. */
    public void stop(Duration patience) {
        loop.stop(patience);
    }
}
