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
    static FailureClass classify(Answer answer) {
        if (answer.status() == 429 && !answer.isFromDiscord()) {
            return BLOCKED;
        }
        return switch (answer.code()) {
            case 10003, 10004, 10015, 50027 -> TARGET_DEAD;
            case 40001, 50014 -> CREDENTIAL;
            case 50001, 50013 -> PERMISSION;
            case 50035, 50006, 50109, 40005, 50008, 240000, 220001, 220002, 220003 -> POISON;
            // A thread that is archived, and that we may not open again, takes no edit.
            case 10008, 50083 -> EDIT_TARGET_LOST;
            case 20016, 20022, 20028, 20029, 30046, 40062, 110000, 130000 -> SLOW_DOWN;
            case 40333 -> BLOCKED;
            default -> byStatus(answer.status());
        };
    }

    private static FailureClass byStatus(int status) {
        return switch (status) {
            case 401 -> CREDENTIAL;
            case 403 -> PERMISSION;
            case 404 -> TARGET_DEAD;
            case 408 -> AMBIGUOUS;
            case 429 -> SLOW_DOWN;
            case 503 -> NOT_EXECUTED;
            // A redirect is not followed, so whatever sent it did nothing.
            default -> status >= 500 ? AMBIGUOUS : status >= 400 ? POISON : NOT_EXECUTED;
        };
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
