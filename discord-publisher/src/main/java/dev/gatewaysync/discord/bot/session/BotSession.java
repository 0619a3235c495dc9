package dev.gatewaysync.discord.bot.session;

import dev.gatewaysync.discord.leader.LeaderTask;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.FailureClass;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.route.DiscordCredentials;
import dev.gatewaysync.task.Loop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The bot's session: it shows the bot online, hears members and answers their interactions. Cards are not sent through it,
 * so whatever becomes of it, sending goes on. Logs in and reconnects in the background, within the
 * {@link IdentifyBudget}.
 */
@Component
public final class BotSession implements LeaderTask {
    private static final Logger log = LoggerFactory.getLogger(BotSession.class);
    private static final int AUTHENTICATION_FAILED = 4004;
    private static final int DISALLOWED_INTENTS = 4014;
    /** GATEWAY_MESSAGE_CONTENT and GATEWAY_MESSAGE_CONTENT_LIMITED of an application's flags. */
    public static final long MAY_READ_CONTENT = 1L << 18 | 1L << 19;

    private final DiscordCredentials credentials;
    private final DiscordRest rest;
    private final GatewayAddress gateway;
    private final SessionOpener sessions;
    private final SessionListeners listeners;
    private final JdaConnection connection;
    private volatile boolean contentRefused;
    private @Nullable Login login;

    BotSession(
            DiscordCredentials credentials,
            DiscordRest rest,
            GatewayAddress gateway,
            SessionOpener sessions,
            SessionListeners listeners,
            JdaConnection connection) {
        this.credentials = credentials;
        this.rest = rest;
        this.gateway = gateway;
        this.sessions = sessions;
        this.listeners = listeners;
        this.connection = connection;
    }

    @Override
    public synchronized void start() {
        DiscordCredentials.Bot bot = credentials.bot();
        if (bot != null && login == null) {
            login = new Login(bot);
            login.loop.start();
        }
    }

    @Override
    public synchronized void stop() {
        Login running = login;
        if (running != null) {
            if (running.opening) {
                running.loop.stop();
            } else {
                running.loop.stopNow();
            }
            login = null;
        }
        connection.close();
    }

    public boolean isConnected() {
        return connection.connected().isPresent();
    }

    /** From one start to the next. */
    private final class Login {
        private final DiscordCredentials.Bot bot;
        /** While JDA opens a session: it would leave that standing if it were interrupted. */
        private boolean opening;

        private final LoginPause pause = new LoginPause();
        private final Loop loop =
                Loop.named("discord-login").afterFailure(this::failed).running(this::round);

        Login(DiscordCredentials.Bot bot) {
            this.bot = bot;
        }

        private Duration round() throws InterruptedException {
            CompletableFuture<Integer> ended = logIn(this);
            pause.loggedIn();
            try {
                return closed(ended.get(), pause);
            } catch (ExecutionException e) {
                return failed(e);
            }
        }

        private Duration failed(Throwable failure) {
            if (failure instanceof InvalidTokenException) {
                Duration retry = pause.afterRefusedToken();
                log.error(
                        "discord.login_refused reason=the token is not accepted next=trying again in {} s",
                        retry.toSeconds());
                return retry;
            }
            Duration retry = pause.afterFailure();
            log.warn(
                    "discord.login_failed reason={} next=trying again in {} s; messages are sent without it",
                    failure.toString().replace(bot.token().reveal(), "<token>"),
                    retry.toSeconds());
            return retry;
        }
    }

    /** @return the close code with which Discord ends the session for good */
    private CompletableFuture<Integer> logIn(Login current) throws InterruptedException {
        boolean content = mayReadContent();
        String gatewayUrl = gateway.get();
        CompletableFuture<Integer> ended = new CompletableFuture<>();
        open(current, content, gatewayUrl, ended);
        return ended;
    }

    private void open(Login current, boolean content, String gatewayUrl, CompletableFuture<Integer> ended)
            throws InterruptedException {
        DiscordCredentials.Bot bot = current.bot;
        opening(current, true);
        try {
            JdaSession opened = sessions.open(
                    bot.token().reveal(),
                    content,
                    gatewayUrl,
                    listeners.listener(bot.guildId(), content, ended::complete));
            opened(current, opened);
        } finally {
            opening(current, false);
        }
    }

    private synchronized void opening(Login current, boolean opening) throws InterruptedException {
        if (opening && login != current) {
            throw new InterruptedException();
        }
        current.opening = opening;
    }

    private synchronized void opened(Login current, JdaSession opened) throws InterruptedException {
        current.opening = false;
        if (login != current) {
            opened.end();
            throw new InterruptedException();
        }
        connection.opened(opened);
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
}
