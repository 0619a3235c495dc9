package dev.gatewaysync.discord.card;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Short names that come out the same whenever they are made, so that a message can be recognised after a crash. */
public final class Ref {
    private static final int REF_LENGTH = 8;
    /** Discord's limit for a nonce. */
    private static final int NONCE_LENGTH = 25;

    private Ref() {}

    /** Stands in the footer of the card of one event for one target. */
    public static String of(String eventId, String target) {
        return hash(eventId + "\n" + target).substring(0, REF_LENGTH);
    }

    /** Of a card that many events change. */
    public static String ofCard(String cardKey) {
        return hash("card\n" + cardKey).substring(0, REF_LENGTH);
    }

    /** Of a message that carries {@code count} events from {@code firstEventId} on. */
    public static String nonce(String firstEventId, String target, int count) {
        return hash(firstEventId + "\n" + target + "\n" + count).substring(0, NONCE_LENGTH);
    }

    /** SHA-256 in hexadecimal. */
    public static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** Whether a footer carries this ref. */
    public static boolean isIn(String footer, String ref) {
        return footer.endsWith("ref " + ref);
    }
}
