package dev.gatewaysync.discord.creation;

import dev.gatewaysync.discord.leader.LeaderScoped;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.FailureClass;
import dev.gatewaysync.discord.send.DeliveryTimings;
import dev.gatewaysync.discord.send.SendFailurePolicy;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What each failure to create a channel says to operators, and how long it keeps which channels from being tried again. */
@Component
@LeaderScoped
final class CreationFailures {
    /** Discord's code. */
    private static final int SERVER_IS_FULL = 30013;

    /** Whatever hides a channel that was created a moment ago would hide another one too. */
    private static final Duration ONCE_IN = Duration.ofMinutes(10);

    private final SendFailurePolicy policy;
    private final DeliveryTimings timings;
    private final CreationBackoff backoff = new CreationBackoff(System::nanoTime);

    CreationFailures(SendFailurePolicy policy, DeliveryTimings timings) {
        this.policy = policy;
        this.timings = timings;
    }

    /** What somebody would have to do something about. */
    Optional<String> problem(String name) {
        return backoff.problem(name);
    }

    boolean isDelayed(String name) {
        return backoff.isDelayed(name);
    }

    /** Everything is tried again now. */
    void forget() {
        backoff.forget();
    }

    /** The channel was there already. */
    void found() {
        backoff.passed();
    }

    void created(String name) {
        backoff.passed();
        backoff.delay(name, null, failures -> ONCE_IN);
    }

    /** The server's channels, or what the bot may do there, could not be seen. */
    void notSeen(DiscordFailure failure) {
        policy.apply(SendFailurePolicy.Request.CREATE_CHANNEL, failure);
        backoff.delayAll(null, this::untilArrived);
    }

    void hidden(String name) {
        backoff.delayAll(
                "The bot could not view a channel that it made: give its role the permission View Channels"
                        + " (Server Settings, Roles), or create #" + name + " and let the bot view it",
                timings::permissionProbe);
    }

    void refused(String name, DiscordFailure failure) {
        String said = " Discord said: " + failure.message();
        switch (policy.apply(SendFailurePolicy.Request.CREATE_CHANNEL, failure)) {
            case PAUSED -> backoff.delayAll(problem(name, failure) + said, timings::permissionProbe);
            case FAILED ->
                backoff.delay(
                        name,
                        "Discord does not take #" + name + " as a channel's name." + said,
                        timings::permissionProbe);
            case RETRY ->
                backoff.delayAll(
                        null, failure.failureClass() == FailureClass.AMBIGUOUS ? this::untilMade : this::untilArrived);
            // The limits or the token hold the next one back.
            default -> {}
        }
    }

    private static String problem(String name, DiscordFailure failure) {
        if (failure.failureClass() == FailureClass.PERMISSION) {
            return "The bot may not create channels: give its role the permission Manage Channels, or create #" + name
                    + " yourself.";
        }
        if (failure.failureClass() != FailureClass.UNAVAILABLE) {
            return "No channel can be created.";
        }
        return failure.code() == SERVER_IS_FULL
                ? "The server has as many channels as Discord allows: delete some."
                : "Channels cannot be created for now.";
    }

    /** Discord may make it seconds after it has answered that it failed; the bot's session tells of it then. */
    private Duration untilMade(int failures) {
        return timings.untilLook(DeliveryTimings.LOOKS - 1)
                .plus(timings.backoff().after(failures));
    }

    /** At least until something that is on its way must have arrived. */
    private Duration untilArrived(int failures) {
        return timings.doubt().multipliedBy(2).plus(timings.backoff().after(failures));
    }
}
