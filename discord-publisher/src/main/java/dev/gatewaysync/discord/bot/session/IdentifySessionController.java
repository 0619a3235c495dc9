package dev.gatewaysync.discord.bot.session;

import java.time.Duration;
import java.util.Set;
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
    private final Set<SessionConnectNode> waiting = ConcurrentHashMap.newKeySet();

    /** @param gatewayUrl as {@code gateway} gave it for this session */
    IdentifySessionController(
            IdentifyBudget budget, IdentifyBackoff backoff, GatewayAddress gateway, String gatewayUrl) {
        this.budget = budget;
        this.backoff = backoff;
        this.gateway = gateway;
        this.gatewayUrl = gatewayUrl;
    }

    @Override
    public String getGateway() {
        return gatewayUrl;
    }

    @Override
    public void appendSession(SessionConnectNode node) {
        if (waiting.add(node)) {
            Thread.ofVirtual().name("discord-identify").start(() -> append(node));
        }
    }

    @Override
    public void removeSession(SessionConnectNode node) {
        waiting.remove(node);
        super.removeSession(node);
    }

    private void append(SessionConnectNode node) {
        try {
            Thread.sleep(backoff.next());
            while (waiting.contains(node)) {
                Duration wait = take();
                if (wait.isZero()) {
                    if (waiting.remove(node)) {
                        super.appendSession(node);
                    }
                    return;
                }
                Thread.sleep(wait.compareTo(LONGEST_SLEEP) < 0 ? wait : LONGEST_SLEEP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration take() throws InterruptedException {
        try {
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
        } catch (RuntimeException | Error e) {
            // An Error too: nobody else appends the session again.
            log.warn("discord.identify_delayed reason={} next=trying again", e.toString());
            return Duration.ofSeconds(5);
        }
    }
}
