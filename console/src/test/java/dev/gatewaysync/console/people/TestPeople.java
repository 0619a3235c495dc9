package dev.gatewaysync.console.people;

import dev.gatewaysync.console.audit.AuditLog;
import dev.gatewaysync.storage.PeopleTable;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** People in a database, whose passwords take no time. */
public final class TestPeople {
    private static final int FASTEST = 4;

    private TestPeople() {}

    public static People of(JdbcClient jdbc, AuditLog audit, InstantSource clock) {
        return new People(new PeopleTable(jdbc, clock), new BCryptPasswordEncoder(FASTEST), audit, clock);
    }
}
