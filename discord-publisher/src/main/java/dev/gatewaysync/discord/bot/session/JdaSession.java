package dev.gatewaysync.discord.bot.session;

import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of JDA's sessions, from its login to its end. */
final class JdaSession {
    private static final Logger log = LoggerFactory.getLogger(JdaSession.class);

    /** What a session's own requests and the closing of its socket may take before they are interrupted. */
    private static final long PATIENCE_MILLIS = 1_000;

    private static final int TRIES = 3;

    private final JDA jda;
    private final IdentifySessionController identifies;

    JdaSession(JDA jda, IdentifySessionController identifies) {
        this.jda = jda;
        this.identifies = identifies;
    }

    JDA jda() {
        return jda;
    }

    /**
     * Identifies no more from now on; the rest ends in the background. JDA waits for locks of its own while it shuts down,
     * and leaves a session standing whose caller was interrupted: it is shut down by a thread that nobody interrupts.
     *
     * @return the thread that ends it
     */
    Thread end() {
        identifies.close();
        return Thread.ofVirtual().name("discord-session-end").start(this::shutDown);
    }

    private void shutDown() {
        for (int tried = 1; tried <= TRIES && jda.getStatus() != JDA.Status.SHUTDOWN; tried++) {
            try {
                jda.shutdown();
                if (!jda.awaitShutdown(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                    jda.shutdownNow();
                }
                return;
            } catch (RuntimeException e) {
                log.warn("discord.session_not_ended reason={} next=trying {} times more", e.toString(), TRIES - tried);
            } catch (InterruptedException e) {
                log.debug("Nobody interrupts this thread", e);
            }
        }
    }
}
