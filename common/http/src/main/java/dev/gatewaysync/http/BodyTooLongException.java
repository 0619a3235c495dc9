package dev.gatewaysync.http;

import java.io.IOException;

/** An answer's body is longer than it may be; the rest was not read. */
public final class BodyTooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    BodyTooLongException(long limit) {
        super("The body is longer than " + limit + " bytes");
    }
}
