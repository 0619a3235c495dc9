package dev.gatewaysync.cards;

import dev.gatewaysync.crypto.Sha256;
import dev.gatewaysync.storage.history.CardRef;
import tools.jackson.databind.JsonNode;

/** Short names that come out the same whenever they are made, so that a message can be recognised after a crash. */
public final class MessageRef {
    private static final int REF_LENGTH = 8;
    /** Discord's limit for a nonce. */
    private static final int NONCE_LENGTH = 25;

    private MessageRef() {}

    /** Stands, as {@link CardRef} shows it, in the footer of the card of one event for one target. */
    public static String of(String eventId, String target) {
        return Sha256.hex(eventId + "\n" + target).substring(0, REF_LENGTH);
    }

    /** Of a card that many events change. */
    public static String ofCard(String cardKey) {
        return Sha256.hex("card\n" + cardKey).substring(0, REF_LENGTH);
    }

    /** Of a message that carries {@code count} events from {@code firstEventId} on. */
    public static String nonce(String firstEventId, String target, int count) {
        return Sha256.hex(firstEventId + "\n" + target + "\n" + count).substring(0, NONCE_LENGTH);
    }

    /**
     * Whether one of a message's cards is the one with this ref: by the sign at its foot, or by the ref itself as cards
     * showed it before. Discord keeps a footer's text as it is. Whether we sent the message is for the caller to see, for
     * anybody's bot can copy a card.
     *
     * @param message as Discord tells it
     */
    public static boolean carriedBy(JsonNode message, String ref) {
        for (JsonNode embed : message.path("embeds")) {
            String foot = embed.path("footer").path("text").asString("");
            if (foot.endsWith(CardRef.shown(ref)) || foot.endsWith("ref " + ref)) {
                return true;
            }
        }
        return false;
    }
}
