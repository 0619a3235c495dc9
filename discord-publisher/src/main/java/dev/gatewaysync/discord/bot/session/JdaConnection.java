package dev.gatewaysync.discord.bot.session;

import java.util.Optional;
import net.dv8tion.jda.api.JDA;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The session that {@link BotSession} has opened, for those who speak over it. */
@Component
public final class JdaConnection {
    private volatile @Nullable JdaSession session;

    /** The session, if it stands now. */
    public Optional<JDA> connected() {
        return Optional.ofNullable(session)
                .map(JdaSession::jda)
                .filter(open -> open.getStatus() == JDA.Status.CONNECTED);
    }

    void opened(JdaSession opened) {
        session = opened;
    }

    void close() {
        JdaSession open = session;
        session = null;
        if (open != null) {
            open.end();
        }
    }
}
