package dev.gatewaysync.config.expression;

/** An expression that cannot be read, or that failed for an input; the message is for whoever wrote it. */
public final class ExpressionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int position;

    /** @param position where in the source, in characters from 0; -1 if it is not known */
    ExpressionException(String message, int position) {
        super(message);
        this.position = position;
    }

    /** What is wrong, as the rest of a sentence about the expression. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    /** Where in the source, in characters from 0; -1 if it is not known. */
    public int position() {
        return position;
    }
}
