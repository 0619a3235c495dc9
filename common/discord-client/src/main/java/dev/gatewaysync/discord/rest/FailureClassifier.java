package dev.gatewaysync.discord.rest;

import static dev.gatewaysync.discord.rest.FailureClass.AMBIGUOUS;
import static dev.gatewaysync.discord.rest.FailureClass.BLOCKED;
import static dev.gatewaysync.discord.rest.FailureClass.CREDENTIAL;
import static dev.gatewaysync.discord.rest.FailureClass.EDIT_TARGET_LOST;
import static dev.gatewaysync.discord.rest.FailureClass.NOT_EXECUTED;
import static dev.gatewaysync.discord.rest.FailureClass.PERMISSION;
import static dev.gatewaysync.discord.rest.FailureClass.POISON;
import static dev.gatewaysync.discord.rest.FailureClass.SLOW_DOWN;
import static dev.gatewaysync.discord.rest.FailureClass.TARGET_DEAD;
import static dev.gatewaysync.discord.rest.FailureClass.UNAVAILABLE;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLHandshakeException;

/**
 * Turns answers, and the lack of one, into classes. Discord's code says more than the status, so it is asked first.
 *
 * @see <a href="https://discord.com/developers/docs/topics/opcodes-and-status-codes">Status and error codes</a>
 */
final class FailureClassifier {
    private FailureClassifier() {}

    /** For an answer outside 2xx. */
    static FailureClass classify(RestResponse response) {
        if (isBlock(response)) {
            return BLOCKED;
        }
        return response.isFromDiscord() ? byCode(response) : ofWhateverStandsInFront(response.status());
    }

    /**
     * Three answers that say the same: this address is blocked. A 403 and a 429 that Discord did not write, and a 429 that it
     * seems to have written but that names neither a time nor a limit.
     *
     * @see <a href="https://github.com/discord/discord-api-docs/issues/5810">discord-api-docs #5810</a>
     */
    private static boolean isBlock(RestResponse response) {
        return switch (response.status()) {
            case 403 -> !response.isFromDiscord();
            case 429 -> !response.isFromDiscord() || (response.code() == 0 && !response.namesALimit());
            default -> false;
        };
    }

    private static FailureClass byCode(RestResponse response) {
        return switch (response.code()) {
            // Channel, server, webhook, webhook's token: no other 404 says that something is gone for good.
            case 10003, 10004, 10015, 50027 -> TARGET_DEAD;
            case 40001, 50014, 50025 -> CREDENTIAL;
            // Access, permission, verification level, second factor, history for a reply, a locked thread.
            case 50001, 50013, 50009, 60003, 160002, 160005 -> PERMISSION;
            // Sending or the feature is switched off for now, the bot is banned or unverified, too many pins, channels,
            // events, pinned posts or active threads; a channel of another kind, its tags, and what the server lacks.
            case 40002, 40004, 40006, 40007, 40012, 50178, 110001, 340015 -> UNAVAILABLE;
            case 30003, 30013, 30038, 30047, 160006, 160007 -> UNAVAILABLE;
            case 10087, 40058, 40066, 40067, 50024, 50073, 50095, 50097, 50101, 220004 -> UNAVAILABLE;
            case 50035, 50006, 50109, 40005, 50008, 50028, 240000, 220001, 220002, 220003 -> POISON;
            // Words that Discord or the server's moderation does not allow.
            case 20009, 20031, 200000, 200001 -> POISON;
            // Not there, not ours, or in an archived thread that we may not open again: it takes no edit.
            case 10008, 50005, 50083 -> EDIT_TARGET_LOST;
            case 20016, 20022, 20028, 20029, 30046, 40062, 110000, 130000 -> SLOW_DOWN;
            case 40333 -> BLOCKED;
            default -> byStatus(response.status());
        };
    }

    private static FailureClass byStatus(int status) {
        return switch (status) {
            case 401 -> CREDENTIAL;
            case 403 -> PERMISSION;
            // An address where Discord has nothing: DISCORD_API_URL, or a proxy, is wrong.
            case 404, 405, 410 -> UNAVAILABLE;
            case 408 -> AMBIGUOUS;
            case 429 -> SLOW_DOWN;
            case 503 -> NOT_EXECUTED;
            // A redirect is not followed, so whatever sent it did nothing.
            default -> status >= 500 ? AMBIGUOUS : status >= 400 ? POISON : NOT_EXECUTED;
        };
    }

    /** It knows nothing of our message, so the message is not to blame. */
    private static FailureClass ofWhateverStandsInFront(int status) {
        FailureClass said = byStatus(status);
        return said == POISON || said == CREDENTIAL ? UNAVAILABLE : said;
    }

    /** For a request that got no answer: only what fails before the request is written is known not to have acted. */
    static FailureClass classify(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof HttpConnectTimeoutException
                    || cause instanceof UnknownHostException
                    || cause instanceof UnresolvedAddressException
                    || cause instanceof SSLHandshakeException) {
                return NOT_EXECUTED;
            }
        }
        return AMBIGUOUS;
    }
}
