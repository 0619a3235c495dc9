package dev.gatewaysync.simulator.guild;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** Secrets in the shape of Discord's, so that patterns which find and mask those find these. */
public final class Tokens {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Tokens() {}

    public static String bot(String applicationId) {
        var id = Base64.getUrlEncoder().withoutPadding().encodeToString(applicationId.getBytes(StandardCharsets.UTF_8));
        return id + "." + random(4) + "." + random(28);
    }

    public static String webhook() {
        return random(51);
    }

    public static String interaction() {
        return random(130);
    }

    private static String random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
