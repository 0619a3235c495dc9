package dev.gatewaysync.config.expression;

/** An expression that cannot be read, or that failed for an input; the message is for whoever wrote it. */
public final class ExpressionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int position;
    private final boolean isBeyondBounds;

    /** @param position where in the source, in characters from 0; -1 if it is not known */
    ExpressionException(String message, int position) {
        this(message, position, false);
    }

    private ExpressionException(String message, int position, boolean isBeyondBounds) {
        super(message);
        this.position = position;
        this.isBeyondBounds = isBeyondBounds;
    }

    /** Of an expression that took too long, went too deep or made too much. */
    static ExpressionException beyondBounds(String message) {
        return new ExpressionException(message, -1, true);
    }

    /** Whether it took too long, went too deep or made too much. */
    public boolean isBeyondBounds() {
        return isBeyondBounds;
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
