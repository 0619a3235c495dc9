package dev.gatewaysync.discord.lateedit;

import dev.gatewaysync.discord.send.TestSending;

/** The looks for late edits over a {@link TestSending}. */
public final class TestLateEdits {
    private TestLateEdits() {}

    /** Not started. */
    public static LateEdits of(TestSending sending) {
        return new LateEdits(sending.test.edits, sending.edits, look(sending), sending.sideLoops);
    }

    static LateEditLook look(TestSending sending) {
        return new LateEditLook(
                sending.test.edits,
                sending.edits,
                sending.directory,
                sending.gate,
                sending.test.lease,
                sending.timings);
    }
}
