package dev.gatewaysync.discord.bot;

import dev.gatewaysync.discord.bot.command.AppStatus;
import dev.gatewaysync.discord.bot.reply.ReplyLanguage;
import dev.gatewaysync.discord.bot.reply.ReplyTexts;
import dev.gatewaysync.discord.bot.session.JdaConnection;
import dev.gatewaysync.discord.leader.LeaderTask;
import dev.gatewaysync.storage.statistics.StatisticsQueries;
import dev.gatewaysync.task.Loop;
import java.time.Duration;
import java.util.Optional;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.OnlineStatus;
import net.dv8tion.jda.api.entities.Activity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What the list of members shows of the bot: how many resources there are, or that the main app is not as it should be. Discord takes
 * five changes in 20 seconds; here it is looked at once a minute, and told only what has changed.
 */
@Component
final class BotPresence implements LeaderTask {
    private static final Logger log = LoggerFactory.getLogger(BotPresence.class);
    private static final Duration LOOK = Duration.ofMinutes(1);
    /** While nobody is connected. */
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final JdaConnection connection;
    private final StatisticsQueries statistics;
    private final AppStatus app;
    private final ReplyLanguage language;
    private final Loop loop =
            Loop.named("discord-presence").afterFailure(BotPresence::failed).running(this::step);
    private @Nullable Told told;

    BotPresence(JdaConnection connection, StatisticsQueries statistics, AppStatus app, ReplyLanguage language) {
        this.connection = connection;
        this.statistics = statistics;
        this.app = app;
        this.language = language;
    }

    /** A new session knows nothing of it. */
    private record Told(JDA session, Shown shown) {}

    /** @param trouble whether the text says what is wrong */
    private record Shown(String text, boolean trouble) {}

    @Override
    public void start() {
        loop.start();
    }

    @Override
    public void stop() {
        loop.stop();
    }

    private static Duration failed(Throwable failure) {
        log.debug("The bot's presence stays as it is: {}", failure.toString());
        return LOOK;
    }

    private Duration step() {
        Optional<JDA> session = connection.connected();
        session.ifPresent(this::tell);
        return session.isPresent() ? LOOK : AGAIN;
    }

    private void tell(JDA session) {
        Told now = new Told(session, shown(language.of(session)));
        if (now.equals(told)) {
            return;
        }
        Shown shown = now.shown();
        session.getPresence()
                .setPresence(
                        shown.trouble() ? OnlineStatus.DO_NOT_DISTURB : OnlineStatus.ONLINE,
                        shown.trouble() ? Activity.customStatus(shown.text()) : Activity.watching(shown.text()));
        told = now;
    }

    private Shown shown(ReplyTexts texts) {
        return switch (app.uptime().appStatus()) {
            case "offline" -> new Shown(texts.get("presence.offline"), true);
            case "degraded" -> new Shown(texts.get("presence.degraded"), true);
            case "maintenance" -> new Shown(texts.get("presence.maintenance"), true);
            default -> {
                Long resources = statistics.now().resourceCount();
                yield new Shown(
                        resources == null
                                ? texts.get("presence.catalogue")
                                : texts.get("presence.resources", resources),
                        false);
            }
        };
    }
}
