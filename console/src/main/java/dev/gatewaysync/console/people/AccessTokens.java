package dev.gatewaysync.console.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatewaysync.console.ApiException;
import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.Proof;
import dev.gatewaysync.console.Role;
import dev.gatewaysync.console.audit.AuditLog;
import dev.gatewaysync.crypto.Sha256;
import dev.gatewaysync.storage.people.AccessTokenRow;
import dev.gatewaysync.storage.people.PeopleTable;
import dev.gatewaysync.storage.people.PersonRow;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;

/**
 * Tokens of programs and people. A token is 256 random bits, so a plain hash of it tells nothing, and finds its row; it is told once.
 * A person's token can do no more than the person.
 */
@Component
public final class AccessTokens {
    /** So that whoever finds one knows what it is, and only what looks like one is looked for. */
    public static final String PREFIX = "gws_";

    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");
    private static final Duration LONGEST = Duration.ofDays(3_660);

    private final PeopleTable table;
    private final People people;
    private final Managers managers;
    private final LastUses lastUses;
    private final AuditLog audit;
    private final InstantSource clock;

    AccessTokens(
            PeopleTable table,
            People people,
            Managers managers,
            LastUses lastUses,
            AuditLog audit,
            InstantSource clock) {
        this.table = table;
        this.people = people;
        this.managers = managers;
        this.lastUses = lastUses;
        this.audit = audit;
        this.clock = clock;
    }

    /** For others to see; {@code owner} is null of a program. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Token(
            String name,
            String role,
            @Nullable String owner,
            Instant createdAt,
            String createdBy,
            @Nullable Instant expiresAt,
            boolean expired,
            @Nullable Instant lastUsedAt) {}

    /** @param secret to be told once */
    public record Made(String name, String role, @Nullable Instant expiresAt, String secret) {}

    public List<Token> list() {
        Instant now = clock.instant();
        return table.tokens().stream()
                .map(row -> new Token(
                        row.name(),
                        Roles.of(row).word(),
                        row.ownerName(),
                        row.createdAt(),
                        row.createdBy(),
                        row.expiresAt(),
                        row.isExpired(now),
                        row.lastUsedAt()))
                .toList();
    }

    /**
     * Never more than the owner may now, so that it does not grow with them, and nothing that outlasts a shared token's say of people.
     *
     * @param owner a user's name; none for a program
     * @param expires how long it lasts, such as 90d, or the date on which it ends; none for ever
     */
    public Made add(
            @Nullable String name,
            @Nullable String role,
            @Nullable String owner,
            @Nullable String expires,
            Operator by) {
        String clean = Names.checked(name == null ? "" : name);
        Role wanted = Roles.checked(role);
        PersonRow person = owner == null || owner.isBlank() ? null : people.known(owner);
        Role known = person == null ? wanted : wanted.atMost(Roles.stored(person.role()));
        Instant end = end(expires);
        if (by.proof() instanceof Proof.SharedToken && (wanted == Role.ADMIN || person != null)) {
            throw ApiException.forbidden("Only an admin makes tokens of admins, and of users: log in as one.");
        }
        if (people.find(clean).isPresent()) {
            throw ApiException.conflict("There is a user " + clean + ": the audit log could not tell them apart.");
        }
        managers.stillMay(by);
        audit.record(
                by,
                "token-add",
                clean + " (" + known.word() + (person == null ? "" : ", of " + person.name())
                        + (end == null ? "" : ", until " + end) + ")",
                null);
        String secret = PREFIX + RandomSecret.of(BYTES);
        AccessTokenRow row = new AccessTokenRow(
                Sha256.hex(secret),
                Names.folded(clean),
                clean,
                known.word(),
                person == null ? null : person.id(),
                null,
                null,
                clock.instant(),
                by.name(),
                end,
                null);
        if (!table.addToken(row)) {
            throw ApiException.conflict("There is a token " + clean + " already, or its owner is gone.");
        }
        return new Made(clean, known.word(), end, secret);
    }

    public String revoke(String name, Operator by) {
        String id = Names.folded(name);
        AccessTokenRow row = table.tokens().stream()
                .filter(token -> token.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ApiException.notFound("There is no token " + id + "."));
        managers.stillMay(by);
        audit.record(by, "token-revoke", row.name(), null);
        table.revoke(id);
        return row.name();
    }

    /** Whose it is; nobody's if it is unknown, revoked or expired. */
    public Optional<Operator> whose(String secret, String address) {
        return FORM.matcher(secret).matches() ? byHash(Sha256.hex(secret), address) : Optional.empty();
    }

    /** Whoever was let in by a token, as they are now. */
    public Optional<Operator> still(Proof.OwnToken proof, String address) {
        return byHash(proof.hash(), address);
    }

    private Optional<Operator> byHash(String hash, String address) {
        Optional<AccessTokenRow> found = table.token(hash).filter(row -> !row.isExpired(clock.instant()));
        found.ifPresent(lastUses::used);
        return found.map(row -> new Operator(
                row.ownerName() == null ? row.name() : row.ownerName(),
                Roles.of(row),
                address,
                new Proof.OwnToken(row.hash(), row.name())));
    }

    private @Nullable Instant end(@Nullable String expires) {
        if (expires == null || expires.isBlank()) {
            return null;
        }
        Instant now = clock.instant();
        try {
            String text = expires.strip();
            Instant end = text.matches("\\d{1,6}[mhd]")
                    ? now.plus(DurationStyle.detectAndParse(text)).truncatedTo(ChronoUnit.SECONDS)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            if (end.isAfter(now) && end.isBefore(now.plus(LONGEST))) {
                return end;
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            // Said below.
        }
        throw ApiException.badRequest(
                "A token ends after a time such as 12h or 90d, or on a date to come such as 2030-01-31.");
    }
}
