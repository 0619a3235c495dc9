package dev.gatewaysync.discord.bot.command;

import dev.gatewaysync.discord.bot.reply.ReplyTexts;
import dev.gatewaysync.discord.bot.session.GatewayAddress;
import dev.gatewaysync.language.Language;
import dev.gatewaysync.messaging.ConfirmedPublisher;
import dev.gatewaysync.service.ReportedStatus;
import dev.gatewaysync.storage.operator.LateWork;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Whether each of the servers behind us answers, and what is late. */
@Component
final class ServerStates {
    private static final String OK = "ok";

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
    Map<String, String> current(ReplyTexts texts) {
        Map<String, String> states = new LinkedHashMap<>();
        // Whoever reads this was answered over the session, so it stands; connecting again may be another matter.
        states.put(
                "🤖 " + texts.get("status.discord"),
                gateway.trouble()
                        .map(why -> said(texts, "status.problem.session", why))
                        .or(() -> problem(texts))
                        .orElse(OK));
        states.put("🐇 " + texts.get("status.broker"), state(texts, broker::isReachable));
        states.put("🧰 " + texts.get("status.redis"), state(texts, () -> {
            redis.discord();
            return true;
        }));
        states.put("🗄️ " + texts.get("status.database"), OK);
        for (LateWork.Late late : lateWork.now()) {
            String name = switch (late.kind()) {
                case DELIVERY -> "⏳ " + texts.get("status.waiting");
                case SYNC -> "🔄 " + texts.get("status.syncs");
                case BACKUP -> "💾 " + texts.get("status.backups");
            };
            // The first of a kind stands for the others: a card has room for 25 fields.
            states.putIfAbsent(
                    name,
                    said(
                            texts,
                            "status.late." + word(late.kind()),
                            late.reason(),
                            late.kind() == LateWork.Kind.SYNC ? (Object) full(late.name()) : late.name()));
        }
        return states;
    }

    /** A reason as operators have it, who read English; in another language as its texts say it. */
    private static String said(ReplyTexts texts, String key, String reason, Object... arguments) {
        return texts.language() == Language.ENGLISH ? reason : texts.get(key, arguments);
    }

    private static int full(String schedule) {
        return schedule.startsWith("full") ? 1 : 0;
    }

    private static String word(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** What keeps this instance from Discord, beside the session. */
    private Optional<String> problem(ReplyTexts texts) {
        try {
            return redis.discordProblems().stream()
                    .map(problem -> said(
                            texts,
                            problem.kind() == null ? "status.problem.session" : "status.problem." + problem.kind(),
                            problem.reason()))
                    .findFirst();
        } catch (RuntimeException e) {
            // Redis is away, as another line says.
            return Optional.empty();
        }
    }

    private static String state(ReplyTexts texts, BooleanSupplier answers) {
        try {
            return answers.getAsBoolean() ? OK : texts.get("status.no_answer");
        } catch (RuntimeException e) {
            return texts.get("status.no_answer");
        }
    }
}
