package dev.gatewaysync.discord.creation;

import dev.gatewaysync.discord.leader.LeaderLease;
import dev.gatewaysync.discord.leader.LeaderScoped;
import dev.gatewaysync.discord.outbox.TargetStatusTable;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.FailureClass;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.route.ChannelDirectory;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.task.Waiter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Creates the channels that are needed and that the server does not have. Discord makes two where it is asked twice, so each is
 * looked for in a list read just before, by the instance that holds the lease: neither an answer that was lost nor a crash nor
 * a standby makes a second one. Until it is there its deliveries wait.
 */
@Component
@LeaderScoped
public final class ChannelCreator {
    private static final Logger log = LoggerFactory.getLogger(ChannelCreator.class);

    private final ChannelDirectory directory;
    private final TargetStatusTable targets;
    private final ChannelRequests requests;
    private final CreationFailures failures;
    private final LeaderLease lease;
    private final Waiter waiter;
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();
    private volatile boolean creating;

    ChannelCreator(
            ChannelDirectory directory,
            TargetStatusTable targets,
            ChannelRequests requests,
            CreationFailures failures,
            LeaderLease lease,
            Waiter waiter) {
        this.directory = directory;
        this.targets = targets;
        this.requests = requests;
        this.failures = failures;
        this.lease = lease;
        this.waiter = waiter;
    }

    /** Something is to be sent to {@code target}. Any thread may say so. */
    public void want(String target, Destination.ToBeMade channel) {
        wanted.add(target);
        failures.problem(channel.name())
                .ifPresentOrElse(
                        problem -> targets.paused(target, channel.name(), problem),
                        () -> targets.missing(target, "The channel #" + channel.name() + " is about to be created"));
    }

    /** Tries again what failed, now. */
    public void tryAgain() {
        failures.forget();
    }

    /** Whether a request is out; whoever ends before its answer should be followed by somebody who sees what came of it. */
    public boolean isCreating() {
        return creating;
    }

    /**
     * Creates what is wanted and may be created now; to be called again and again, by one thread.
     *
     * @param changed run whenever a channel is there
     */
    public void step(Runnable changed) throws InterruptedException {
        for (String target : wanted) {
            if (directory.destination(target) instanceof Destination.ToBeMade channel) {
                if (!failures.isDelayed(channel.name()) && mayCreate(channel)) {
                    create(target, channel, changed);
                }
            } else {
                wanted.remove(target);
            }
        }
    }

    private boolean mayCreate(Destination.ToBeMade channel) {
        // A request that waits could be sent when the lease is another's, and what was looked for is there.
        return lease.isHeld() && requests.mayCreate(channel.guildId());
    }

    private void create(String target, Destination.ToBeMade channel, Runnable changed) throws InterruptedException {
        Optional<DiscordFailure> unseen = directory.lookAgain();
        if (unseen.isPresent()) {
            notSeen(unseen.get());
            return;
        }
        if (!(directory.destination(target) instanceof Destination.ToBeMade)) {
            log.info("channel.found channel={} target={} next=not created", channel.name(), target);
            failures.found();
            changed.run();
            return;
        }
        if (wouldBeHidden(channel)) {
            want(target, channel);
            return;
        }
        creating = true;
        try {
            if (!waiter.isStopped() && lease.isHeldInDatabase()) {
                createNow(target, channel, changed);
            }
        } finally {
            creating = false;
        }
    }

    /** A channel that the bot cannot view would be missing at once, and be created again and again. */
    private boolean wouldBeHidden(Destination.ToBeMade channel) throws InterruptedException {
        Optional<DiscordFailure> why = requests.whyHidden(channel.guildId());
        why.ifPresent(failure -> {
            if (failure.failureClass() == FailureClass.PERMISSION) {
                failures.hidden(channel.name());
            } else {
                notSeen(failure);
            }
        });
        return why.isPresent();
    }

    private void createNow(String target, Destination.ToBeMade channel, Runnable changed) throws InterruptedException {
        switch (requests.create(channel.guildId(), channel.name())) {
            case RestResult.Done done -> {
                log.info("channel.created channel={} target={}", channel.name(), target);
                directory.made(done.body());
                failures.created(channel.name());
                changed.run();
            }
            case RestResult.Refused refused -> {
                log.warn(
                        "channel.not_created channel={} reason={} next=looking for it, then trying again",
                        channel.name(),
                        refused.failure().message());
                failures.refused(channel.name(), refused.failure());
                want(target, channel);
            }
        }
    }

    private void notSeen(DiscordFailure failure) {
        log.warn("channel.not_created reason={} next=trying again", failure.message());
        failures.notSeen(failure);
    }
}
