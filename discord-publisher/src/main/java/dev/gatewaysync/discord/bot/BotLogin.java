package dev.gatewaysync.discord.bot;

import dev.gatewaysync.discord.bot.session.BotSession;
import dev.gatewaysync.discord.leader.LeaderTask;
import org.springframework.stereotype.Component;

/** The bot's session, and what is shown of the bot while it lasts. */
@Component
final class BotLogin implements LeaderTask {
    private final BotSession session;
    private final BotPresence presence;

    BotLogin(BotSession session, BotPresence presence) {
        this.session = session;
        this.presence = presence;
    }

    @Override
    public void start() {
        session.start();
        presence.start();
    }

    @Override
    public void stop() {
        presence.stop();
        session.stop();
    }
}
