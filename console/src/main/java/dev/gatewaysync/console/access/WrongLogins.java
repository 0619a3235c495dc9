package dev.gatewaysync.console.access;

import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.Role;
import dev.gatewaysync.console.audit.AuditLog;
import dev.gatewaysync.console.people.People;
import dev.gatewaysync.storage.PersonRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Wrong tokens and passwords, counted by address and by user, and noted in the audit log: one row an address, user and window, and no
 * more than {@value #MOST} rows a minute in all, so that nobody can fill it. A name that nobody has is not noted: it may be a password
 * in the wrong field.
 */
@Component
final class WrongLogins {
    static final int MOST = 10;

    private static final int LONGEST = 60;

    private static final Logger log = LoggerFactory.getLogger(WrongLogins.class);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final LoginThrottle throttle;
    private final People people;
    private final AuditLog audit;
    private final InstantSource clock;
    private Instant minute = Instant.EPOCH;
    private int rows;

    WrongLogins(LoginThrottle throttle, People people, AuditLog audit, InstantSource clock) {
        this.throttle = throttle;
        this.people = people;
        this.audit = audit;
        this.clock = clock;
    }

    /** How long an address is to wait with its next wrong token. */
    Duration wait(String address) {
        return throttle.wait(address);
    }

    /** How long it is to wait with its next password for that user, right or wrong: a password can be guessed. */
    Duration wait(String address, String name) {
        Duration ofAddress = throttle.wait(address);
        Duration ofUser = throttle.wait(user(name));
        return ofAddress.compareTo(ofUser) > 0 ? ofAddress : ofUser;
    }

    /** @param where it was given: the login page or the API */
    void token(String address, String where) {
        if (throttle.failed(address)) {
            note(address, "wrong-token", where);
        }
    }

    void password(String address, String name) {
        boolean first = throttle.failed(address);
        boolean firstOfUser = throttle.failed(user(name));
        if (first || firstOfUser) {
            Optional<PersonRow> person = people.find(name);
            if (person.isPresent()) {
                note(address, "wrong-password", person.get().name());
            } else if (first) {
                note(address, "wrong-token", "login page");
            }
        }
    }

    /** However it is written; what is too long for a name is nobody's and fills nothing. */
    private static String user(String name) {
        String id = People.id(name);
        return "user " + (id.length() > LONGEST ? id.substring(0, LONGEST) : id);
    }

    private void note(String address, String action, String subject) {
        if (mayNote()) {
            try {
                audit.record(Operator.of("unknown", Role.READER, address), action, subject, null);
            } catch (DataAccessException e) {
                log.warn("A {} from {} is not in the audit log: the database does not answer", action, address);
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
