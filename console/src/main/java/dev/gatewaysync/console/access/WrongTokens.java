package dev.gatewaysync.console.access;

import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.Role;
import dev.gatewaysync.console.audit.AuditLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Wrong tokens, counted by address and noted in the audit log: one row an address and window, and no more than {@value #MOST} rows
 * a minute in all, so that nobody can fill it.
 */
@Component
final class WrongTokens {
    static final int MOST = 10;

    private static final Logger log = LoggerFactory.getLogger(WrongTokens.class);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final LoginThrottle throttle;
    private final AuditLog audit;
    private final InstantSource clock;
    private Instant minute = Instant.EPOCH;
    private int rows;

    WrongTokens(LoginThrottle throttle, AuditLog audit, InstantSource clock) {
        this.throttle = throttle;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param where it was given: the login page or the API */
    void given(String address, String where) {
        if (throttle.failed(address) && mayNote()) {
            try {
                audit.record(Operator.of("unknown", Role.READER, address), "wrong-token", where, null);
            } catch (DataAccessException e) {
                log.warn("A wrong token from {} is not in the audit log: the database does not answer", address);
            }
        }
    }

    private synchronized boolean mayNote() {
        Instant now = clock.instant();
        if (!now.isBefore(minute.plus(MINUTE))) {
            minute = now;
            rows = 0;
        }
        rows++;
        return rows <= MOST;
    }
}
