package dev.gatewaysync.discord.picture;

import dev.gatewaysync.crypto.Sha256;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What pages were found to name, over restarts, so that a page is read once. */
@Component
final class PictureTable {
    private static final Duration KEPT = Duration.ofDays(30);
    /** A page that was not there, or that named none, may do so later. */
    private static final Duration NONE_KEPT = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final InstantSource clock;

    PictureTable(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whether there is no need to read it. */
    boolean isKnown(String page) {
        return jdbc.sql("""
                        SELECT 1 FROM resource_picture WHERE page_hash = :page
                        AND read_at > CASE WHEN picture IS NULL THEN :none ELSE :some END""")
                .param("page", Sha256.hex(page))
                .param("none", clock.millis() - NONE_KEPT.toMillis())
                .param("some", clock.millis() - KEPT.toMillis())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    Optional<String> picture(String page) {
        return jdbc.sql("SELECT picture FROM resource_picture WHERE page_hash = :page AND picture IS NOT NULL")
                .param("page", Sha256.hex(page))
                .query(String.class)
                .optional();
    }

    void save(String page, @Nullable String picture) {
        jdbc.sql("""
                        INSERT INTO resource_picture (page_hash, picture, read_at) VALUES (:page, :picture, :now)
                        ON CONFLICT (page_hash) DO UPDATE SET picture = excluded.picture, read_at = excluded.read_at""")
                .param("page", Sha256.hex(page))
                .param("picture", picture)
                .param("now", clock.millis())
                .update();
        jdbc.sql("DELETE FROM resource_picture WHERE read_at < :before")
                .param("before", clock.millis() - KEPT.toMillis())
                .update();
    }
}
