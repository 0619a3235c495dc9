package dev.gatewaysync.console.alert;

import dev.gatewaysync.console.place.Places;
import dev.gatewaysync.storage.RowClaims;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Of several consoles one watches and tells. */
@Component
final class AlertLease {
    private static final Logger log = LoggerFactory.getLogger(AlertLease.class);
    private static final Duration LENGTH = Duration.ofSeconds(30);
    private static final String ROW = "watch";

    private final JdbcClient jdbc;
    private final RowClaims claims;
    private final NoticeTable notices;
    private final Places places;
    private final String holder = UUID.randomUUID().toString();
    private volatile boolean held;

    AlertLease(JdbcClient jdbc, NoticeTable notices, Places places, InstantSource clock) {
        this.jdbc = jdbc;
        this.claims = new RowClaims(jdbc, clock, LENGTH, new RowClaims.Table("alert_watch", "name", "1 = 1"));
        this.notices = notices;
        this.places = places;
    }

    /** Takes it or keeps it. @return whether this instance has it */
    boolean take() {
        if (held && claims.keep(ROW, holder, Map.of())) {
            return true;
        }
        held = false;
        // Something to claim; a restored database may have none.
        jdbc.sql(
                        "INSERT INTO alert_watch (name, holder, claimed_until) VALUES (:row, '', 0) ON CONFLICT (name) DO NOTHING")
                .param("row", ROW)
                .update();
        if (claims.take(ROW, holder)) {
            places.all().forEach(place -> notices.takeOver(place, holder));
            held = true;
        }
        return held;
    }

    /** As last known; also while the database is away, when nobody else can take it. */
    boolean isHeld() {
        return held;
    }

    /** Tells this instance from the others. */
    String holder() {
        return holder;
    }

    /** Another need not wait until it runs out. */
    void release() {
        if (held) {
            held = false;
            try {
                claims.release(ROW, holder);
            } catch (DataAccessException e) {
                log.debug("The lease is left to run out: {}", e.toString());
            }
        }
    }
}
