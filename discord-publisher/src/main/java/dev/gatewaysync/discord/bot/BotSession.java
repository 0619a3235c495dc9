package dev.gatewaysync.discord.bot;

import dev.gatewaysync.discord.delivery.LeaderTask;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.FailureClass;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.route.DiscordCredentials;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.entities.Activity;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.messages.MessageRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bot's session: it shows the bot online, hears members and answers their interactions. Cards are not sent through it,
 * so whatever becomes of it, sending goes on. Logs in and reconnects in the background, within the
 * {@link IdentifyBudget}.
 */
public final class BotSession implements LeaderTask {
    private static final Logger log = LoggerFactory.getLogger(BotSession.class);
    private static final int AUTHENTICATION_FAILED = 4004;
    private static final int DISALLOWED_INTENTS = 4014;
    /** GATEWAY_MESSAGE_CONTENT and GATEWAY_MESSAGE_CONTENT_LIMITED of an application's flags. */
    static final long MAY_READ_CONTENT = 1L << 18 | 1L << 19;

    private final DiscordCredentials discordCredentials;
    private final Way way;
    private final IdentifyBudget budget;
    private final DiscordRest rest;
    private final RateLimiter limiter;
    private final Members members;
    private final GatewayAddress gateway;
    private final IdentifyBackoff pace = new IdentifyBackoff(System::nanoTime);
    private volatile boolean contentRefused;
    private @Nullable Thread login;
    private volatile @Nullable JDA jda;

    /**
     * Where Discord is.
     *
     * @param apiUrl null is Discord itself
     * @param gateway where the session connects
     */
    public record Way(@Nullable URI apiUrl, GatewayAddress gateway) {}

    /** @param limiter of {@code rest}; what the session sends counts there too */
    public BotSession(
            DiscordCredentials discordCredentials,
            Way way,
            IdentifyBudget budget,
            DiscordRest rest,
            RateLimiter limiter,
            Members members) {
        this.discordCredentials = discordCredentials;
        this.way = way;
        this.budget = budget;
        this.rest = rest;
        this.gateway = way.gateway();
        this.limiter = limiter;
        this.members = members;
    }

    @Override
    public synchronized void start() {
        DiscordCredentials.Bot bot = discordCredentials.bot();
        if (bot != null && login == null) {
            login = Thread.ofVirtual().name("discord-login").start(() -> keepLoggedIn(bot));
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
        return connected().isPresent();
    }

    /** The session, if it stands now. */
    Optional<JDA> connected() {
        return Optional.ofNullable(jda).filter(open -> open.getStatus() == JDA.Status.CONNECTED);
    }

    private void keepLoggedIn(DiscordCredentials.Bot bot) {
        LoginPause pause = new LoginPause();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Duration retry;
                try {
                    CompletableFuture<Integer> ended = logIn(bot);
                    pause.loggedIn();
                    retry = closed(ended.get(), pause);
                } catch (InvalidTokenException e) {
                    retry = pause.afterRefusedToken();
                    log.error(
                            "discord.login_refused reason=the token is not accepted next=trying again in {} s",
                            retry.toSeconds());
                } catch (RuntimeException | ExecutionException e) {
                    retry = pause.afterFailure();
                    log.warn(
                            "discord.login_failed reason={} next=trying again in {} s; messages are sent without it",
                            e.toString().replace(bot.token().reveal(), "<token>"),
                            retry.toSeconds());
                }
                Thread.sleep(retry);
            }
        } catch (InterruptedException e) {
            // Stopped.
        }
    }

    /** @return the close code with which Discord ends the session for good */
    private CompletableFuture<Integer> logIn(DiscordCredentials.Bot bot) throws InterruptedException {
        boolean content = mayReadContent();
        String gatewayUrl = gateway.get();
        CompletableFuture<Integer> ended = new CompletableFuture<>();
        JDA made = builder(bot.token().reveal(), content, gatewayUrl)
                .addEventListeners(members.listener(bot.guildId(), content, ended::complete))
                .build();
        synchronized (this) {
            if (login != Thread.currentThread()) {
                made.shutdownNow();
                throw new InterruptedException();
            }
            jda = made;
        }
        return ended;
    }

    private Duration closed(int code, LoginPause pause) {
        if (code == AUTHENTICATION_FAILED) {
            throw new InvalidTokenException();
        }
        if (code == DISALLOWED_INTENTS) {
            contentRefused = true;
            log.warn("discord.content_refused next=connecting without the message content intent;"
                    + " links in messages are no suggestions. It can be switched on in Discord's developer portal");
            return pause.beforeChangedLogin();
        }
        log.error(
                "discord.session_ended code={} next=trying again in {} s; messages are sent without it",
                code,
                pause.afterEnd().toSeconds());
        return pause.afterEnd();
    }

    /**
     * Asked before each login: asking Discord for a privileged intent that it does not grant ends the session, and a token
     * that is refused here costs no identify.
     */
    private boolean mayReadContent() throws InterruptedException {
        return switch (rest.currentApplication()) {
            case RestResult.Done done ->
                !contentRefused && (done.body().path("flags").asLong(0) & MAY_READ_CONTENT) != 0;
            case RestResult.Refused refused -> {
                DiscordFailure failure = refused.failure();
                if (failure.failureClass() == FailureClass.CREDENTIAL) {
                    throw new InvalidTokenException();
                }
                throw new IllegalStateException(failure.message());
            }
        };
    }

    private JDABuilder builder(String token, boolean content, String gatewayUrl) {
        MessageRequest.setDefaultMentions(EnumSet.noneOf(Message.MentionType.class));
        EnumSet<GatewayIntent> intents = EnumSet.of(GatewayIntent.GUILD_MESSAGES);
        if (content) {
            intents.add(GatewayIntent.MESSAGE_CONTENT);
        }
        JDABuilder builder = JDABuilder.createLight(token, intents)
                .setActivity(Activity.watching("the catalogue"))
                .setSessionController(new IdentifySessionController(budget, pace, gateway, gatewayUrl))
                .setHttpClientBuilder(JdaRateLimitInterceptor.client(limiter))
                // What a member may do here is read from what Discord tells of an interaction.
                .setEventPassthrough(true)
                .setEnableShutdownHook(false);
        if (way.apiUrl() != null) {
            builder.setRestConfig(new RestConfig().setBaseUrl(way.apiUrl() + "/"));
        }
        return builder;
    }

    /** Makes what listens to a session. */
    public interface Members {
        Object listener(String guildId, boolean content, Consumer<Integer> ended);
    }
}
