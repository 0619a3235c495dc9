package dev.gatewaysync.discord.bot;

import dev.gatewaysync.discord.delivery.WhileActive;
import java.util.List;

/** Everything that the bot does beside sending; nothing of it without a bot. */
public final class BotRoom implements WhileActive {
    private final boolean bot;
    private final List<WhileActive> parts;

    /**
     * @param bot whether there is one
     * @param parts in the order in which they are started
     */
    public BotRoom(boolean bot, List<WhileActive> parts) {
        this.bot = bot;
        this.parts = List.copyOf(parts);
    }

    @Override
    public void start() {
        if (bot) {
            parts.forEach(WhileActive::start);
        }
    }

    @Override
    public void stop() {
        if (bot) {
            parts.reversed().forEach(WhileActive::stop);
        }
    }
}
