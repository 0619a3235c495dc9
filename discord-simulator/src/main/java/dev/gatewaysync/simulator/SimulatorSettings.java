package dev.gatewaysync.simulator;

import dev.gatewaysync.simulator.clock.SimulatorClock;
import dev.gatewaysync.simulator.guild.Credentials;
import dev.gatewaysync.simulator.guild.GuildSeed;
import dev.gatewaysync.simulator.guild.Snowflakes;
import dev.gatewaysync.simulator.guild.Tokens;
import dev.gatewaysync.simulator.limits.LimitSettings;
import dev.gatewaysync.simulator.limits.WindowMode;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a simulator starts: {@code SimulatorSettings.standard().withPort(3003)}.
 *
 * <p>Ids of the guild and its channels are the same in every run. Tokens are random unless they are set.
 *
 * @param stateFile remembers messages, pins, channels, webhooks and commands over restarts; null forgets them
 */
public record SimulatorSettings(
        Listen listen,
        GuildSeed guild,
        Credentials credentials,
        LimitSettings limits,
        SimulatorClock clock,
        @Nullable Path stateFile) {

    /** @param port 0 takes any free port */
    public record Listen(String address, int port) {}

    /** Any free port of 127.0.0.1, all limits in force with fixed windows, nothing remembered. */
    public static SimulatorSettings standard() {
        var guild = GuildSeed.standard();
        return new SimulatorSettings(
                new Listen("127.0.0.1", 0),
                guild,
                new Credentials(Tokens.bot(guild.applicationId()), Snowflakes.named("webhook"), Tokens.webhook()),
                LimitSettings.all(WindowMode.FIXED),
                SimulatorClock.system(),
                null);
    }

    public SimulatorSettings withPort(int port) {
        return with(new Listen(listen.address(), port));
    }

    public SimulatorSettings withBindAddress(String address) {
        return with(new Listen(address, listen.port()));
    }

    private SimulatorSettings with(Listen newListen) {
        return new SimulatorSettings(newListen, guild, credentials, limits, clock, stateFile);
    }

    public SimulatorSettings withGuild(GuildSeed newGuild) {
        return new SimulatorSettings(listen, newGuild, credentials, limits, clock, stateFile);
    }

    /**
     * @param textChannels listed at the top; the first of them gets the webhook, if the present webhook's channel is in
     *     neither list
     * @param resourceChannels listed under "Resources"
     */
    public SimulatorSettings withChannels(List<String> textChannels, List<String> resourceChannels) {
        boolean kept =
                textChannels.contains(guild.webhookChannel()) || resourceChannels.contains(guild.webhookChannel());
        return withGuild(new GuildSeed(
                guild.guildId(),
                guild.applicationId(),
                guild.name(),
                textChannels,
                resourceChannels,
                kept ? guild.webhookChannel() : textChannels.getFirst()));
    }

    public SimulatorSettings withBotToken(String token) {
        return with(new Credentials(token, credentials.webhookId(), credentials.webhookToken()));
    }

    public SimulatorSettings withWebhook(String id, String token) {
        return with(new Credentials(credentials.botToken(), id, token));
    }

    private SimulatorSettings with(Credentials newCredentials) {
        return new SimulatorSettings(listen, guild, newCredentials, limits, clock, stateFile);
    }

    public SimulatorSettings withLimits(LimitSettings newLimits) {
        return new SimulatorSettings(listen, guild, credentials, newLimits, clock, stateFile);
    }

    public SimulatorSettings withWindowMode(WindowMode mode) {
        return withLimits(limits.withMode(mode));
    }

    /** Sets the wall clock: ids, timestamps, {@code X-RateLimit-Reset}. */
    public SimulatorSettings withClock(InstantSource wall) {
        return withClock(new SimulatorClock(wall, clock.nanos()));
    }

    public SimulatorSettings withClock(SimulatorClock newClock) {
        return new SimulatorSettings(listen, guild, credentials, limits, newClock, stateFile);
    }

    public SimulatorSettings withStateFile(Path file) {
        return new SimulatorSettings(listen, guild, credentials, limits, clock, file);
    }
}
