package dev.gatewaysync.console.people;

import dev.gatewaysync.console.audit.AuditLog;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.storage.people.PeopleTable;
import java.time.InstantSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** People and tokens in a database; the passwords take no time. */
public final class TestPeople {
    private static final int FASTEST = 4;

    final PeopleTable table;
    final LastUses lastUses;
    final People people;
    final AccessTokens tokens;

    TestPeople(Database database, InstantSource clock) {
        AuditLog audit = new AuditLog(database.jdbc(), clock);
        table = new PeopleTable(database, clock);
        lastUses = new LastUses(table, clock);
        Managers managers = new Managers(table, clock);
        people = new People(table, new BCryptPasswordEncoder(FASTEST), managers, lastUses, audit, clock);
        tokens = new AccessTokens(table, people, managers, lastUses, audit, clock);
    }

    public static People of(Database database, InstantSource clock) {
        return new TestPeople(database, clock).people;
    }
}
