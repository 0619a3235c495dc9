package dev.gatewaysync.discord.bot.command;

import dev.gatewaysync.discord.bot.session.GatewayAddress;
import dev.gatewaysync.messaging.ConfirmedPublisher;
import dev.gatewaysync.service.ReportedStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Whether each of the servers behind us answers. */
@Component
final class ServerStates {
    private static final String OK = "ok";
    private static final String NO_ANSWER = "does not answer";

    private final ConfirmedPublisher broker;
    private final ReportedStatus redis;
    private final GatewayAddress gateway;

    ServerStates(ConfirmedPublisher broker, ReportedStatus redis, GatewayAddress gateway) {
        this.broker = broker;
        this.redis = redis;
        this.gateway = gateway;
    }

    /** Name → state, in words. Whoever asks has read from the database. */
    Map<String, String> current() {
        Map<String, String> states = new LinkedHashMap<>();
        // Whoever reads this was answered over the session, so it stands; connecting again may be another matter.
        states.put("🤖 Discord", gateway.trouble().orElse(OK));
        states.put("🐇 Broker", state(broker::isReachable));
        states.put("🧰 Redis", state(() -> {
            redis.discord();
            return true;
        }));
        states.put("🗄️ Database", OK);
        return states;
    }

    private static String state(BooleanSupplier answers) {
        try {
            return answers.getAsBoolean() ? OK : NO_ANSWER;
        } catch (RuntimeException e) {
            return NO_ANSWER;
        }
    }
}
