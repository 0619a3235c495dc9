package dev.gatewaysync.discord.send;

import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.task.OutageGate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Closed while Discord refuses the bot's token: then nothing is sent with it but a rare question whether it is accepted again. */
@Component
public final class TokenGuard {
    private static final Logger log = LoggerFactory.getLogger(TokenGuard.class);

    private final DeliveryTimings timings;
    private final OutageGate gate;

    public TokenGuard(DiscordRest rest, DeliveryTimings timings) {
        this.timings = timings;
        this.gate = OutageGate.named("discord-credential")
                .every(timings::credentialProbe)
                .onAway(this::logRefusal)
                .onFailedProbe(failure ->
                        log.warn("discord.credential_unknown reason={} next=asking again", failure.toString()))
                .onBack(probes -> log.info("discord.credential_accepted next=sending goes on"))
                .probing(() -> rest.currentUser() instanceof RestResult.Done);
    }

    public boolean isOpen() {
        return !gate.isAway();
    }

    public void refused(String why) {
        gate.report(why);
    }

    /** Does not wait for the next rare question. */
    public void askNow() {
        gate.probeNow();
    }

    private void logRefusal(String why) {
        log.error(
                "discord.credential_refused reason={} next=nothing is sent as the bot; asking again every {} s,"
                        + " after ten minutes every {} s. Check DISCORD_TOKEN",
                why,
                timings.credentialProbe(1).toSeconds(),
                timings.credentialProbe().toSeconds());
    }
}
