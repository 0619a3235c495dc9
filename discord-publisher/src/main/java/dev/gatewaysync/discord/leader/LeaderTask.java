package dev.gatewaysync.discord.leader;

/** Something that only the active instance may run. */
public interface LeaderTask {
    /** Returns at once. */
    void start();

    void stop();
}
