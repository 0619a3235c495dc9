package dev.gatewaysync.config.source;

/** A rule that can make nothing of a request. An expected answer: carries no stack trace. */
final class FailedRuleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FailedRuleException(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
