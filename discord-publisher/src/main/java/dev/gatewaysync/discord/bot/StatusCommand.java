package dev.gatewaysync.discord.bot;

import dev.gatewaysync.discord.card.ReplyCards;
import dev.gatewaysync.messaging.ConfirmedPublisher;
import dev.gatewaysync.storage.StatisticsQueries;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code /gateway-status}: whether each part and the main app are well, what waits, and how the last syncs went. */
public final class StatusCommand implements Command {
    private final Parts parts;
    private final StatisticsQueries view;
    private final AppStatus app;
    private final JdbcClient jdbc;
    private final ReplyCards cards;

    /**
     * The servers behind us.
     *
     * @param session what is wrong with the bot's connecting, in words
     */
    public record Parts(ConfirmedPublisher broker, StringRedisTemplate redis, Supplier<Optional<String>> session) {}

    StatusCommand(Parts parts, StatisticsQueries view, AppStatus app, JdbcClient jdbc, ReplyCards cards) {
        this.parts = parts;
        this.view = view;
        this.app = app;
        this.jdbc = jdbc;
        this.cards = cards;
    }

    @Override
    public SlashCommandData data() {
        return Commands.slash("gateway-status", "Whether everything works");
    }

    @Override
    public void run(SlashCommandInteractionEvent event) {
        DeferredReply.inPublic(event, hook -> cards.status(status()));
    }

    private ReplyCards.Status status() {
        Map<String, String> states = new LinkedHashMap<>();
        // Whoever reads this was answered over the session, so it stands; connecting again may be another matter.
        states.put("🤖 Discord", parts.session().get().orElse("ok"));
        states.put("🐇 Broker", state(parts.broker()::isReachable));
        states.put("🧰 Redis", state(() -> {
            parts.redis().hasKey(ConnectionStatusReporter.KEY);
            return true;
        }));
        states.put("🗄️ Database", "ok");
        return new ReplyCards.Status(
                states,
                app.now(),
                count("SELECT count(*) FROM delivery WHERE status IN ('pending', 'sending') AND held = 0"),
                count("SELECT count(*) FROM failed_message WHERE status = 'open'"),
                view.now().lastSync());
    }

    private static String state(BooleanSupplier answers) {
        try {
            return answers.getAsBoolean() ? "ok" : "does not answer";
        } catch (RuntimeException e) {
            return "does not answer";
        }
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
