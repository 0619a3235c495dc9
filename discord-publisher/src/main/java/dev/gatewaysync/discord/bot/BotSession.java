package dev.gatewaysync.discord.bot;

import dev.gatewaysync.discord.delivery.WhileActive;
import dev.gatewaysync.discord.route.Access;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.entities.Activity;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bot's session: it shows the bot online. No message is sent through it, so whatever becomes of it, sending goes on.
 * Logs in and reconnects in the background.
 */
public final class BotSession implements WhileActive {
    private static final Logger log = LoggerFactory.getLogger(BotSession.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    /** Discord resets a token that identifies more than 1000 times a day; this is a third of that. */
    private static final Duration SLOWEST_RETRY = Duration.ofMinutes(5);

    private final Access access;
    private final @Nullable URI apiUrl;
    private final @Nullable String gatewayUrl;
    private @Nullable Thread login;
    private volatile @Nullable JDA jda;

    /**
     * @param apiUrl null is Discord itself
     * @param gatewayUrl null asks Discord
     */
    public BotSession(Access access, @Nullable URI apiUrl, @Nullable String gatewayUrl) {
        this.access = access;
        this.apiUrl = apiUrl;
        this.gatewayUrl = gatewayUrl;
    }

    @Override
    public synchronized void start() {
        Access.Bot bot = access.bot();
        if (bot != null && login == null) {
            login = Thread.ofVirtual().name("discord-login").start(() -> logIn(bot));
        }
    }

    @Override
    public synchronized void stop() {
        Thread running = login;
        if (running != null) {
            running.interrupt();
            login = null;
        }
        JDA open = jda;
        jda = null;
        if (open != null) {
            open.shutdownNow();
        }
    }

    public boolean isConnected() {
        JDA open = jda;
        return open != null && open.getStatus() == JDA.Status.CONNECTED;
    }

    private void logIn(Access.Bot bot) {
        Duration retry = FIRST_RETRY;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                JDA made = builder(bot.token().reveal()).build();
                synchronized (this) {
                    if (login != Thread.currentThread()) {
                        made.shutdownNow();
                        return;
                    }
                    jda = made;
                }
                return;
            } catch (InvalidTokenException e) {
                log.error(
                        "discord.login_refused reason=the token is not accepted next=trying again in {} s",
                        SLOWEST_RETRY.toSeconds());
                retry = SLOWEST_RETRY;
            } catch (RuntimeException e) {
                log.warn(
                        "discord.login_failed reason={} next=trying again in {} s; messages are sent without it",
                        redacted(e, bot),
                        retry.toSeconds());
            }
            try {
                Thread.sleep(retry);
            } catch (InterruptedException e) {
                return;
            }
            Duration twice = retry.multipliedBy(2);
            retry = twice.compareTo(SLOWEST_RETRY) < 0 ? twice : SLOWEST_RETRY;
        }
    }

    private static String redacted(RuntimeException e, Access.Bot bot) {
        return e.toString().replace(bot.token().reveal(), "<token>");
    }

    private JDABuilder builder(String token) {
        JDABuilder builder = JDABuilder.createLight(token, EnumSet.noneOf(GatewayIntent.class))
                .setActivity(Activity.watching("the catalogue"))
                .setEnableShutdownHook(false);
        if (apiUrl != null) {
            builder.setRestConfig(new RestConfig().setBaseUrl(apiUrl + "/"));
        }
        if (gatewayUrl != null) {
            String url = gatewayUrl;
            builder.setSessionController(new SessionControllerAdapter() {
                @Override
                public String getGateway() {
                    return url;
                }
            });
        }
        return builder;
    }
}
