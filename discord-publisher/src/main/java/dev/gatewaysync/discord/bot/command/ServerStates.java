package dev.gatewaysync.discord.bot.command;

import dev.gatewaysync.discord.bot.session.GatewayAddress;
import dev.gatewaysync.messaging.ConfirmedPublisher;
import dev.gatewaysync.service.ReportedStatus;
import dev.gatewaysync.storage.LateWork;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Whether each of the servers behind us answers, and what is late. */
@Component
final class ServerStates {
    private static final String OK = "ok";
    private static final String NO_ANSWER = "does not answer";

    private final ConfirmedPublisher broker;
    private final ReportedStatus redis;
    private final GatewayAddress gateway;
    private final LateWork lateWork;

    ServerStates(ConfirmedPublisher broker, ReportedStatus redis, GatewayAddress gateway, LateWork lateWork) {
        this.broker = broker;
        this.redis = redis;
        this.gateway = gateway;
        this.lateWork = lateWork;
    }

    /** Name → state, in words. Whoever asks has read from the database. */
    Map<String, String> current() {
        Map<String, String> states = new LinkedHashMap<>();
        // Whoever reads this was answered over the session, so it stands; connecting again may be another matter.
        states.put("🤖 Discord", gateway.trouble().or(this::problem).orElse(OK));
        states.put("🐇 Broker", state(broker::isReachable));
        states.put("🧰 Redis", state(() -> {
            redis.discord();
            return true;
        }));
        states.put("🗄️ Database", OK);
        for (LateWork.Late late : lateWork.now()) {
            String name = switch (late.kind()) {
                case DELIVERY -> "⏳ Waiting";
                case SYNC -> "🔄 Syncs";
                case BACKUP -> "💾 Backups";
            };
            // The first of a kind stands for the others: a card has room for 25 fields.
            states.putIfAbsent(name, late.reason());
        }
        return states;
    }

    /** What keeps this instance from Discord, beside the session. */
    private Optional<String> problem() {
        try {
            return redis.discordProblems().stream()
                    .map(ReportedStatus.Problem::reason)
                    .findFirst();
        } catch (RuntimeException e) {
            // Redis is away, as another line says.
            return Optional.empty();
        }
    }

    private static String state(BooleanSupplier answers) {
        try {
            return answers.getAsBoolean() ? OK : NO_ANSWER;
        } catch (RuntimeException e) {
            return NO_ANSWER;
        }
    }
}
