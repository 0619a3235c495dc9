package dev.gatewaysync.service.reload;

import dev.gatewaysync.service.loop.BackgroundService;
import java.math.BigInteger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Tells by what this service runs, votes on proposals and takes what all can take. */
public final class ConfigReloader extends BackgroundService {
    private static final Logger log = LoggerFactory.getLogger(ConfigReloader.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    /** While a vote is going on, for somebody waits for its end. */
    private static final Duration VOTING = Duration.ofMillis(100);

    private static final Duration TOLD_EVERY = Duration.ofSeconds(4);

    private final String service;
    private final String instance = UUID.randomUUID().toString();
    private final CurrentConfig config;
    private final ConfigVotes votes;
    private final InstantSource clock;
    private @Nullable String voted;
    private @Nullable String asked;
    private @Nullable String taken;
    private long tellAt = System.nanoTime();

    public ConfigReloader(String service, CurrentConfig config, ConfigVotes votes, InstantSource clock) {
        super("config-reload");
        this.service = service;
        this.config = config;
        this.votes = votes;
        this.clock = clock;
    }

    @Override
    protected Duration round() {
        try {
            tell();
            ConfigVotes.Proposal proposal = votes.proposal();
            follow(proposal);
            return proposal != null && proposal.agreed() == null ? VOTING : TICK;
        } catch (DataAccessException e) {
            log.debug("config.not_told reason={}", e.getMessage());
            return TICK;
        }
    }

    @Override
    public synchronized void stop() {
        super.stop();
        try {
            votes.gone(instance);
        } catch (RuntimeException e) {
            log.debug("config.not_told reason={}", e.getMessage());
        }
    }

    private void tell() {
        if (System.nanoTime() - tellAt >= 0) {
            votes.running(
                    instance, new ConfigVotes.Running(service, config.get().hash(), clock.instant(), taken));
            tellAt = System.nanoTime() + TOLD_EVERY.toNanos();
        }
    }

    private void follow(ConfigVotes.@Nullable Proposal proposal) {
        if (proposal == null) {
            return;
        }
        if (!proposal.id().equals(voted) && proposal.agreed() == null) {
            CurrentConfig.Candidate candidate = config.prepare(proposal.id());
            votes.vote(
                    proposal.id(),
                    instance,
                    new ConfigVotes.Vote(service, candidate.config().hash(), candidate.problems(), candidate.notes()));
            voted = proposal.id();
        }
        if (proposal.agreed() != null && !proposal.id().equals(asked)) {
            asked = proposal.id();
            if (config.take(proposal.id(), proposal.agreed())) {
                taken = proposal.id();
                log.info(
                        "config.reloaded service={} hash={}",
                        service,
                        shortened(config.get().hash()));
            }
            tellAt = System.nanoTime();
            tell();
        }
    }

    /** A number that is the same for the same file, for a metric: the first 48 bits of the hash, which a double holds. */
    public static double number(String hash) {
        return hash.isEmpty() ? 0 : new BigInteger(hash.substring(0, 12), 16).doubleValue();
    }

    private static String shortened(String hash) {
        return hash.isEmpty() ? "none" : hash.substring(0, 12);
    }
}
