package dev.gatewaysync.console.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatewaysync.console.ApiException;
import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.Proof;
import dev.gatewaysync.console.Role;
import dev.gatewaysync.console.audit.AuditLog;
import dev.gatewaysync.storage.people.AccessTokenRow;
import dev.gatewaysync.storage.people.PeopleTable;
import dev.gatewaysync.storage.people.PersonRow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Who may log in, and what they may. A password that is not given is made here and told once. Whoever has a shared operator token may
 * say who the first admin is, and nothing of people from then on.
 */
@Component
public final class People {
    static final int SHORTEST = 12;

    /** Of what is behind that many bytes bcrypt takes no notice. */
    static final int LONGEST_BYTES = 72;

    private static final int GENERATED_BYTES = 15;
    private static final int STAMP_BYTES = 12;

    private final PeopleTable table;
    private final PasswordEncoder passwords;
    private final Managers managers;
    private final LastUses lastUses;
    private final AuditLog audit;
    private final InstantSource clock;

    People(
            PeopleTable table,
            PasswordEncoder passwords,
            Managers managers,
            LastUses lastUses,
            AuditLog audit,
            InstantSource clock) {
        this.table = table;
        this.passwords = passwords;
        this.managers = managers;
        this.lastUses = lastUses;
        this.audit = audit;
        this.clock = clock;
    }

    /** For others to see. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Person(
            String name,
            String role,
            Instant createdAt,
            String createdBy,
            @Nullable Instant lastLoginAt) {
        static Person of(PersonRow row) {
            return new Person(row.name(), row.role(), row.createdAt(), row.createdBy(), row.lastLoginAt());
        }
    }

    /**
     * @param password to be told once, null if it was given
     * @param adminTokens those that say who may log in, if this is the first admin: whoever has one is an admin, too
     */
    public record Made(String name, String role, @Nullable String password, List<String> adminTokens) {}

    /** @param tokens that have stayed: an admin's, and those that the user made for programs */
    public record Removed(String name, List<String> tokens) {}

    public List<Person> list() {
        return table.people().stream().map(Person::of).toList();
    }

    /** Whether this one may say who may log in. */
    public boolean mayManage(Operator operator) {
        return managers.may(operator);
    }

    public boolean hasAdmin() {
        return table.hasAdmin();
    }

    /** @param password null for one that is made */
    public Made add(@Nullable String name, @Nullable String role, @Nullable String password, Operator by) {
        String clean = Names.checked(name == null ? "" : name);
        Role known = Roles.checked(role);
        String chosen = password == null ? RandomSecret.of(GENERATED_BYTES) : checked(password);
        String id = Names.folded(clean);
        if (table.person(id).isPresent()) {
            throw ApiException.conflict("There is a user " + clean + " already.");
        }
        if (table.tokens().stream().anyMatch(token -> token.id().equals(id))) {
            throw ApiException.conflict("There is a token " + clean + ": the audit log could not tell them apart.");
        }
        PersonRow row = new PersonRow(
                id, clean, known.word(), hash(chosen), RandomSecret.of(STAMP_BYTES), clock.instant(), by.name(), null);
        managers.stillMay(by);
        boolean first = known == Role.ADMIN && !table.hasAdmin();
        audit.record(by, "user-add", clean + " (" + known.word() + ")", null);
        if (!table.add(row)) {
            throw ApiException.conflict("There is a user " + clean + " already.");
        }
        return new Made(
                clean,
                known.word(),
                password == null ? chosen : null,
                first ? names(table.tokens().stream().filter(People::isAdmins)) : List.of());
    }

    /** Ends all sessions of that user. */
    public Made setPassword(String name, @Nullable String password, Operator by) {
        PersonRow person = known(name);
        String chosen = password == null ? RandomSecret.of(GENERATED_BYTES) : checked(password);
        String hash = hash(chosen);
        managers.stillMay(by);
        audit.record(by, "user-password", person.name(), null);
        if (!table.setPassword(person.id(), hash, RandomSecret.of(STAMP_BYTES))) {
            throw unknown(name);
        }
        return new Made(person.name(), person.role(), password == null ? chosen : null, List.of());
    }

    /**
     * A user's own, in place of the one that they have proved; ends all sessions of theirs.
     *
     * @return the user, let in with the new one
     */
    public Operator setOwnPassword(Proof.Password old, String password, Operator by) {
        String hash = hash(checked(password));
        String stamp = RandomSecret.of(STAMP_BYTES);
        audit.record(by, "user-password", by.name(), null);
        if (!table.replacePassword(old.person(), old.stamp(), hash, stamp)) {
            throw ApiException.conflict("Somebody has changed your password meanwhile: log in again.");
        }
        lastUses.loggedIn(old.person());
        return new Operator(by.name(), by.role(), by.address(), new Proof.Password(old.person(), stamp));
    }

    /** Counts from the user's next request on. */
    public Person setRole(String name, @Nullable String role, Operator by) {
        PersonRow person = known(name);
        Role wanted = Roles.checked(role);
        managers.stillMay(by);
        audit.record(by, "user-role", person.name() + " (" + wanted.word() + ", was " + person.role() + ")", null);
        if (!table.setRole(person.id(), wanted.word())) {
            throw ApiException.conflict(lastAdmin(person));
        }
        return table.person(person.id()).map(Person::of).orElseThrow(() -> unknown(name));
    }

    /** Ends all sessions of that user, and revokes the tokens that the user owns. */
    public Removed remove(String name, Operator by) {
        PersonRow person = known(name);
        managers.stillMay(by);
        audit.record(by, "user-remove", person.name(), null);
        if (!table.remove(person.id())) {
            throw ApiException.conflict(lastAdmin(person));
        }
        return new Removed(
                person.name(),
                names(table.tokens().stream()
                        .filter(token -> isAdmins(token)
                                || (token.owner() == null
                                        && Names.folded(token.createdBy()).equals(person.id())))));
    }

    private static boolean isAdmins(AccessTokenRow token) {
        return Roles.stored(token.role()) == Role.ADMIN;
    }

    private static List<String> names(Stream<AccessTokenRow> tokens) {
        return tokens.map(AccessTokenRow::name).toList();
    }

    /** One for all ways in which a name can be written. */
    public static String id(String name) {
        return Names.folded(name);
    }

    public Optional<PersonRow> find(String name) {
        return table.person(Names.folded(name));
    }

    /** Whoever was let in by a password, as they are now; nobody if it was changed since, or they were removed. */
    public Optional<Operator> still(Proof.Password proof, String address) {
        return table.person(proof.person())
                .filter(person -> person.stamp().equals(proof.stamp()))
                .map(person -> operator(person, address));
    }

    /** Somebody who has just proved to be that person. */
    public Operator letIn(PersonRow person, String address) {
        lastUses.loggedIn(person.id());
        return operator(person, address);
    }

    private static Operator operator(PersonRow person, String address) {
        return new Operator(
                person.name(), Roles.stored(person.role()), address, new Proof.Password(person.id(), person.stamp()));
    }

    PersonRow known(String name) {
        return find(name).orElseThrow(() -> unknown(name));
    }

    private String hash(String password) {
        return java.util.Objects.requireNonNull(passwords.encode(password));
    }

    private static String checked(String password) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            throw ApiException.badRequest("A password has " + SHORTEST + " characters or more.");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            throw ApiException.badRequest("A password has at most " + LONGEST_BYTES + " bytes.");
        }
        return password;
    }

    private static ApiException unknown(String name) {
        return ApiException.notFound("There is no user " + Names.folded(name) + ".");
    }

    private static String lastAdmin(PersonRow person) {
        return person.name() + " is the last admin: make somebody else one first.";
    }
}
