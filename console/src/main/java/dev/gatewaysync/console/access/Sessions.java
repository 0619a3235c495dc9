package dev.gatewaysync.console.access;

import dev.gatewaysync.console.Operator;
import dev.gatewaysync.crypto.Sha256;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Who is logged in, in memory: a restart logs everyone out. Ids are 192 random bits and kept as hashes only. */
@Component
public final class Sessions {
    static final Duration LIFE = Duration.ofHours(12);

    private static final int BYTES = 24;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> byHash = new ConcurrentHashMap<>();

    Sessions(InstantSource clock) {
        this.clock = clock;
    }

    /** Always under a new id, so that nobody can prepare one for somebody else; the browser's old one is over. */
    public void begin(Operator operator, HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.read(request).ifPresent(this::close);
        SessionCookie.set(request, response, open(operator));
    }

    String open(Operator operator) {
        Instant now = clock.instant();
        byHash.values().removeIf(session -> now.isAfter(session.expiresAt()));
        String id = secret();
        byHash.put(Sha256.hex(id), new Session(operator, secret(), now.plus(LIFE)));
        return id;
    }

    Optional<Session> find(String id) {
        Instant now = clock.instant();
        return Optional.ofNullable(byHash.computeIfPresent(
                Sha256.hex(id),
                (key, session) -> now.isAfter(session.expiresAt())
                        ? null
                        : new Session(session.operator(), session.csrf(), now.plus(LIFE))));
    }

    void close(String id) {
        byHash.remove(Sha256.hex(id));
    }

    private String secret() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
