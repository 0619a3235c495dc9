package dev.gatewaysync.console.access;

import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.Role;
import dev.gatewaysync.console.audit.AuditLog;
import dev.gatewaysync.console.people.People;
import dev.gatewaysync.storage.people.PersonRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Wrong tokens and passwords, each counted for itself, and noted in the audit log: one row an address, user and window, and no more than
 * {@value #MOST} rows a minute in all, so that nobody can fill it. A name that nobody has is not noted: it may be a password in the wrong
 * field.
 *
 * <p>A right token passes all the same: it is far too long to be guessed in any number of tries. A password can be guessed, so that after
 * {@value #TRIES} wrong ones a right one has to wait, too: for that user at that address, and for that user at all addresses together
 * from which they have not logged in. An address alone may try much more, because behind a proxy everybody has one, and a stranger would
 * lock all out.
 */
@Component
final class WrongLogins {
    static final int MOST = 10;
    static final int TRIES = 10;
    static final int TRIES_OF_ADDRESS = 100;

    private static final int KNOWN = 10_000;

    private static final Logger log = LoggerFactory.getLogger(WrongLogins.class);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final LoginThrottle tokens;
    private final LoginThrottle addresses;
    private final LoginThrottle users;
    private final LoginThrottle usersAtAddress;

    /** Who has logged in from where; what is added last is forgotten last. */
    private final Set<String> known = new LinkedHashSet<>();

    private final People people;
    private final AuditLog audit;
    private final InstantSource clock;
    private Instant minute = Instant.EPOCH;
    private int rows;

    WrongLogins(People people, AuditLog audit, InstantSource clock) {
        this.tokens = new LoginThrottle(clock, TRIES);
        this.addresses = new LoginThrottle(clock, TRIES_OF_ADDRESS);
        this.users = new LoginThrottle(clock, TRIES);
        this.usersAtAddress = new LoginThrottle(clock, TRIES);
        this.people = people;
        this.audit = audit;
        this.clock = clock;
    }

    /** How long an address is to wait with its next wrong token. */
    Duration wait(String address) {
        return tokens.wait(address);
    }

    /** How long it is to wait with its next password for that user, right or wrong: a password can be guessed. */
    Duration wait(String address, String name) {
        Duration ofAddress = addresses.wait(address);
        Duration ofUser =
                isKnown(address, name) ? usersAtAddress.wait(userAt(address, name)) : users.wait(People.id(name));
        return ofAddress.compareTo(ofUser) > 0 ? ofAddress : ofUser;
    }

    /** Whether that user has logged in from there since the start. */
    synchronized boolean isKnown(String address, String name) {
        return known.contains(userAt(address, name));
    }

    synchronized void right(String address, String name) {
        String key = userAt(address, name);
        known.remove(key);
        if (known.size() >= KNOWN) {
            known.remove(known.iterator().next());
        }
        known.add(key);
    }

    /** @param where it was given: the login page or the API */
    void token(String address, String where) {
        if (tokens.failed(address)) {
            note(address, "wrong-token", where);
        }
    }

    void password(String address, String name) {
        boolean first = addresses.failed(address);
        boolean firstOfUser =
                isKnown(address, name) ? usersAtAddress.failed(userAt(address, name)) : users.failed(People.id(name));
        if (first || firstOfUser) {
            Optional<PersonRow> person = people.find(name);
            if (person.isPresent()) {
                note(address, "wrong-password", person.get().name());
            } else if (first) {
                note(address, "wrong-token", "login page");
            }
        }
    }

    private static String userAt(String address, String name) {
        return address + ' ' + People.id(name);
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
