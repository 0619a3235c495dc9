package dev.gatewaysync.ingest.answer;

import jakarta.servlet.http.HttpServletRequest;

/**
 * What the one line of a request in the log says besides: which event it brought. A line of its own for that would cost as
 * much as checking the event.
 */
public final class AccessLogAttributes {
    private static final String ATTRIBUTE = AccessLogAttributes.class.getName();

    private AccessLogAttributes() {}

    /** @param note {@code name=value} pairs without anything secret or untrusted in them */
    public static void put(HttpServletRequest request, String note) {
        request.setAttribute(ATTRIBUTE, " " + note);
    }

    static Object of(HttpServletRequest request) {
        Object note = request.getAttribute(ATTRIBUTE);
        return note == null ? "" : note;
    }
}
