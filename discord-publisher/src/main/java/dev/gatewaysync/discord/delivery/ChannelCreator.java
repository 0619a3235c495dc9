package dev.gatewaysync.discord.delivery;

import dev.gatewaysync.discord.channel.DiscordPermission;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.FailureClass;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.route.Destination;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the channels that are needed and that the server does not have. Discord makes two where it is asked twice, so each is
 * looked for in a list read just before, by the instance that holds the lease: neither an answer that was lost nor a crash nor
 * a standby makes a second one. Until it is there its deliveries wait.
 */
final class ChannelCreator {
    private static final Logger log = LoggerFactory.getLogger(ChannelCreator.class);
    /** Discord's code. */
    private static final int SERVER_IS_FULL = 30013;

    /** Whatever hides a channel that was made a moment ago would hide another one too. */
    private static final Duration ONCE_IN = Duration.ofMinutes(10);

    private final LaneTools tools;
    private final Pause pause;
    private final Runnable changed;
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();
    private final CreationBackoff creationBackoff = new CreationBackoff(System::nanoTime);
    private volatile boolean making;

    /** @param changed told when a channel is there */
    ChannelCreator(LaneTools tools, Pause pause, Runnable changed) {
        this.tools = tools;
        this.pause = pause;
        this.changed = changed;
    }

    /** Something is to be sent to {@code target}. Any thread may say so. */
    void want(String target, Destination.ToBeMade channel) {
        wanted.add(target);
        creationBackoff
                .problem(channel.name())
                .ifPresentOrElse(
                        problem -> tools.targets().paused(target, channel.name(), problem),
                        () -> tools.targets()
                                .missing(target, "The channel #" + channel.name() + " is about to be created"));
    }

    /** Tries again what failed, now. */
    void tryAgain() {
        creationBackoff.forget();
    }

    /** Whether a request is out; whoever ends before its answer should be followed by somebody who sees what came of it. */
    boolean isMaking() {
        return making;
    }

    /** Makes what is wanted and may be made now; to be called again and again, by one thread. */
    void step() throws InterruptedException {
        for (String target : wanted) {
            if (tools.directory().destination(target) instanceof Destination.ToBeMade channel) {
                if (!creationBackoff.areInTheWayOf(channel.name()) && mayAsk(channel)) {
                    make(target, channel);
                }
            } else {
                wanted.remove(target);
            }
        }
    }

    private boolean mayAsk(Destination.ToBeMade channel) {
        // A request that waits could be sent when the lease is another's, and what was looked for is there.
        return tools.gate().isOpen()
                && tools.lease().isHeld()
                && tools.courier().waitToMakeChannel(channel.guildId()).isZero();
    }

    private void make(String target, Destination.ToBeMade channel) throws InterruptedException {
        Optional<DiscordFailure> unseen = tools.directory().lookAgain();
        if (unseen.isPresent()) {
            notSeen(unseen.get());
            return;
        }
        if (!(tools.directory().destination(target) instanceof Destination.ToBeMade)) {
            log.info("channel.found channel={} target={} next=not created", channel.name(), target);
            creationBackoff.passed();
            changed.run();
            return;
        }
        if (wouldBeHidden(channel)) {
            want(target, channel);
            return;
        }
        making = true;
        try {
            if (!pause.isStopped() && tools.lease().isHeldInDatabase()) {
                makeNow(target, channel);
            }
        } finally {
            making = false;
        }
    }

    /** A channel that the bot cannot view would be missing at once, and be made again and again. */
    private boolean wouldBeHidden(Destination.ToBeMade channel) throws InterruptedException {
        Optional<DiscordFailure> why =
                tools.courier().history().missingInServer(channel.guildId(), DiscordPermission.VIEW_CHANNEL);
        why.ifPresent(failure -> {
            if (failure.failureClass() == FailureClass.PERMISSION) {
                creationBackoff.metByAll(
                        "The bot could not view a channel that it made: give its role the permission View Channels"
                                + " (Server Settings, Roles), or create #" + channel.name()
                                + " and let the bot view it",
                        this::probe);
            } else {
                notSeen(failure);
            }
        });
        return why.isPresent();
    }

    private void makeNow(String target, Destination.ToBeMade channel) throws InterruptedException {
        switch (tools.courier().rest().createChannel(channel.guildId(), channel.name())) {
            case RestResult.Done done -> {
                log.info("channel.created channel={} target={}", channel.name(), target);
                tools.directory().made(done.body());
                creationBackoff.passed();
                creationBackoff.metBy(channel.name(), null, failures -> ONCE_IN);
                changed.run();
            }
            case RestResult.Refused refused -> {
                log.warn(
                        "channel.not_created channel={} reason={} next=looking for it, then trying again",
                        channel.name(),
                        refused.failure().message());
                refused(channel.name(), refused.failure());
                want(target, channel);
            }
        }
    }

    private void notSeen(DiscordFailure failure) {
        log.warn("channel.not_created reason={} next=trying again", failure.message());
        if (failure.failureClass() == FailureClass.CREDENTIAL) {
            tools.gate().refused(failure.message());
        }
        creationBackoff.metByAll(null, this::backoff);
    }

    private void refused(String name, DiscordFailure failure) {
        String said = " Discord said: " + failure.message();
        switch (failure.failureClass()) {
            case PERMISSION ->
                creationBackoff.metByAll(
                        "The bot may not create channels: give its role the permission Manage Channels, or create #"
                                + name + " yourself." + said,
                        this::probe);
            case UNAVAILABLE ->
                creationBackoff.metByAll(
                        (failure.code() == SERVER_IS_FULL
                                        ? "The server has as many channels as Discord allows: delete some."
                                        : "Channels cannot be created for now.")
                                + said,
                        this::probe);
            case POISON ->
                creationBackoff.metBy(
                        name, "Discord does not take #" + name + " as a channel's name." + said, this::probe);
            case CREDENTIAL -> tools.gate().refused(failure.message());
            // The limits hold the next one back.
            case SLOW_DOWN, BLOCKED -> {}
            case NOT_EXECUTED, AMBIGUOUS -> creationBackoff.metByAll(null, this::backoff);
            case TARGET_DEAD, EDIT_TARGET_LOST ->
                creationBackoff.metByAll("No channel can be created." + said, this::probe);
        }
    }

    private Duration probe(int failures) {
        return tools.timing().permissionProbe(failures);
    }

    /** At least until something that is on its way must have arrived. */
    private Duration backoff(int failures) {
        return tools.timing()
                .doubt()
                .multipliedBy(2)
                .plus(tools.timing().backoff().after(failures));
    }
}
