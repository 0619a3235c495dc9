package dev.gatewaysync.console.place;

import dev.gatewaysync.console.AlertSettings;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.RestResult;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A channel that the bot writes to. A message that is sent again within minutes is one message. */
final class BotChannelPlace implements Place {
    /** Discord takes 25 characters. */
    private static final int NONCE = 24;

    private final AlertSettings.Address.BotChannel address;
    private final String channel;
    private final String guildId;
    private final DiscordRest rest;
    private final RateLimiter limiter;
    private volatile @Nullable String id;

    /** @param address has its name or its id */
    BotChannelPlace(AlertSettings.Address.BotChannel address, String guildId, DiscordRest rest, RateLimiter limiter) {
        this.address = address;
        this.channel = address.name();
        this.guildId = guildId;
        this.rest = rest;
        this.limiter = limiter;
        this.id = channel.matches("\\d{15,20}") ? channel : null;
    }

    @Override
    public String key() {
        return address.key();
    }

    @Override
    public String name() {
        return "channel #" + channel;
    }

    @Override
    public boolean knowsRepeats() {
        return true;
    }

    @Override
    public Duration limitedFor() {
        return limiter.nextPermit(DiscordRest.creatingMessage(known())).orElse(Duration.ZERO);
    }

    @Override
    public Told check() throws InterruptedException {
        return find() instanceof Told.Failed failed ? failed : new ChannelCheck(rest).of(known());
    }

    @Override
    public Told tell(Notice notice) throws InterruptedException {
        if (find() instanceof Told.Failed failed) {
            return failed;
        }
        String nonce = notice.id().replace("-", "");
        RestResult result = rest.createMessage(
                known(), DiscordMessage.of(notice), nonce.substring(0, Math.min(NONCE, nonce.length())));
        if (result instanceof RestResult.Refused && !channel.equals(id)) {
            // It may have been made anew: the next try looks again.
            id = null;
        }
        return DiscordMessage.told(result);
    }

    /** Looks its id up, if it is not known. */
    private synchronized Told find() throws InterruptedException {
        if (id != null) {
            return new Told.Done();
        }
        RestResult channels = rest.guildChannels(guildId);
        if (!(channels instanceof RestResult.Done done)) {
            return DiscordMessage.told(channels);
        }
        for (JsonNode each : done.body()) {
            if (ChannelCheck.TEXT.contains(each.path("type").asInt(-1))
                    && each.path("name").asString("").equals(channel)) {
                id = each.path("id").asString("");
                return new Told.Done();
            }
        }
        return Told.Failed.of("the server has no text channel #" + channel);
    }

    private String known() {
        String known = id;
        return known == null ? channel : known;
    }
}
