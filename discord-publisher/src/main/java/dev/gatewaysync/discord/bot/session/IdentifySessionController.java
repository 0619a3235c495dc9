package dev.gatewaysync.discord.bot.session;

import dev.gatewaysync.task.Loop;
import dev.gatewaysync.task.MonotonicClock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets JDA identify only within the budget and at a pace that leaves something of it. JDA asks here before each identify, and not before a resume. */
final class IdentifySessionController extends SessionControllerAdapter {
    private static final Logger log = LoggerFactory.getLogger(IdentifySessionController.class);
    private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

    private final IdentifyBudget budget;
    private final IdentifyBackoff backoff;
    private final GatewayAddress gateway;
    private final String gatewayUrl;
    private final MonotonicClock clock;
    private final Map<SessionConnectNode, Loop> waiting = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** @param gatewayUrl as {@code gateway} gave it for this session */
    IdentifySessionController(
            IdentifyBudget budget,
            IdentifyBackoff backoff,
            GatewayAddress gateway,
            String gatewayUrl,
            MonotonicClock clock) {
        this.budget = budget;
        this.backoff = backoff;
        this.gateway = gateway;
        this.gatewayUrl = gatewayUrl;
        this.clock = clock;
    }

    @Override
    public String getGateway() {
        return gatewayUrl;
    }

    @Override
    public void appendSession(SessionConnectNode node) {
        waiting.computeIfAbsent(node, this::appending);
        if (closed) {
            removeSession(node);
        }
    }

    /** None identifies any more, whatever JDA does with the sessions that were given to this one. */
    void close() {
        closed = true;
        waiting.keySet().forEach(this::removeSession);
    }

    @Override
    public void removeSession(SessionConnectNode node) {
        Loop appending = waiting.remove(node);
        if (appending != null) {
            appending.stop();
        }
        super.removeSession(node);
    }

    private Loop appending(SessionConnectNode node) {
        Loop loop = Loop.named("discord-identify")
                .clock(clock)
                .firstAfter(backoff.next())
                .afterFailure(IdentifySessionController::failed)
                .running(() -> append(node));
        loop.start();
        return loop;
    }

    private Duration append(SessionConnectNode node) throws InterruptedException {
        if (closed) {
            return LONGEST_SLEEP;
        }
        Duration wait = take();
        if (wait.isZero()) {
            // Null if the session is not wanted any more; its loop has been stopped then.
            Loop appending = waiting.remove(node);
            if (appending == null) {
                return LONGEST_SLEEP;
            }
            appending.stop();
            super.appendSession(node);
        }
        return wait.compareTo(LONGEST_SLEEP) < 0 ? wait : LONGEST_SLEEP;
    }

    private static Duration failed(Throwable failure) {
        log.warn("discord.identify_delayed reason={} next=trying again", failure.toString());
        return Duration.ofSeconds(5);
    }

    private Duration take() throws InterruptedException {
        Duration byDiscord = gateway.waitBeforeIdentify();
        if (!byDiscord.isZero()) {
            log.error(
                    "discord.session_starts_spent reason=Discord lets this token identify no more than {} times more"
                            + " next=the bot connects again in {} s; messages are sent without it",
                    GatewayAddress.KEPT,
                    byDiscord.toSeconds());
            gateway.notConnecting(
                    "Discord lets this token connect no more than " + GatewayAddress.KEPT
                            + " times more: does another program use it?",
                    byDiscord);
            return byDiscord;
        }
        Duration wait = budget.take();
        if (!wait.isZero()) {
            log.error(
                    "discord.identify_budget_spent most={} next=the bot connects again in {} s; messages are sent without it",
                    IdentifyBudget.MOST,
                    wait.toSeconds());
            gateway.notConnecting("The bot has connected " + IdentifyBudget.MOST + " times in a day", wait);
        }
        if (wait.isZero()) {
            gateway.connecting();
            gateway.identified();
        }
        return wait;
    }
}
