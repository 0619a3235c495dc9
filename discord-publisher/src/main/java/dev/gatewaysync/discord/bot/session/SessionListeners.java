package dev.gatewaysync.discord.bot.session;

import java.util.function.Consumer;

/** Makes what listens to a session. */
public interface SessionListeners {
    /**
     * @param content whether the session shows what members write
     * @param ended receives the close code with which Discord ends the session for good
     */
    Object listener(String guildId, boolean content, Consumer<Integer> ended);
}
