package dev.gatewaysync.discord.bot.session;

/** Logs the bot in. */
interface SessionOpener {
    /**
     * To be called by a thread that is not interrupted meanwhile: JDA would leave a half-opened session standing.
     *
     * @param content whether it asks for what members write
     */
    JdaSession open(String token, boolean content, String gatewayUrl, Object listener);
}
