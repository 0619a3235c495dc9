package dev.gatewaysync.config.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.EntryCallback;
import com.dashjoin.jsonata.Jsonata.ExitCallback;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One expression of JSONata, read once and asked often. It sees its input and nothing else, says the same of the same
 * input, and ends: after {@link #LONGEST}, at {@value #DEEPEST} levels, at a text of {@value #LONGEST_TEXT} characters, a
 * list of {@value #LONGEST_LIST} entries or {@value #MOST_VALUES} values in all. Safe for use by several threads.
 *
 * @see <a href="https://docs.jsonata.org">JSONata</a>
 */
public final class Expression {
    /** How long one evaluation may take. */
    public static final Duration LONGEST = Duration.ofMillis(100);

    static final int DEEPEST = 100;
    /** Characters of a text that an expression gives or takes. */
    public static final int LONGEST_TEXT = 262_144;

    static final int LONGEST_LIST = 100_000;
    static final int MOST_VALUES = 1_000_000;
    private static final int LONGEST_SOURCE = 10_000;

    /** A pause of the whole process is no loop: what took fewer steps than this was not what took the time. */
    private static final int FREE_STEPS = 2_000;

    private final String source;
    private final Jsonata compiled;
    private final @Nullable SimpleExpression simple;

    private Expression(String source, Jsonata compiled, @Nullable SimpleExpression simple) {
        this.source = source;
        this.compiled = compiled;
        this.simple = simple;
    }

    /** @throws ExpressionException saying what is wrong with it and where */
    public static Expression of(String source) {
        return of(source, false);
    }

    /** One of a card, which may say how a value is shown: it can give a {@link FormattedValue}. */
    public static Expression ofCard(String source) {
        return of(source, true);
    }

    private static Expression of(String source, boolean isOfCard) {
        if (source.length() > LONGEST_SOURCE) {
            throw new ExpressionException("is longer than " + LONGEST_SOURCE + " characters", 0);
        }
        try {
            Jsonata compiled = Jsonata.jsonata(source);
            List<Exception> errors = compiled.getErrors();
            if (errors != null && !errors.isEmpty()) {
                throw OtherOperators.explained(explained(errors.getFirst(), source), source);
            }
            compiled.setValidateInput(false);
            SafeFunctions.registerIn(compiled);
            if (isOfCard) {
                FormatFunctions.registerIn(compiled);
            }
            CalledFunctions.check(compiled, source);
            SyntaxTree.secure(compiled);
            return new Expression(source, compiled, SimpleExpression.read(source, isOfCard));
        } catch (ExpressionException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            throw OtherOperators.explained(explained(e, source), source);
        } finally {
            SyntaxTree.forgetParsed();
        }
    }

    /** As it was written. */
    public String source() {
        return source;
    }

    /** The paths of plain names that it reads from the beginning of its input; what it reads of parts is not among them. */
    public Set<List<String>> paths() {
        return SyntaxTree.paths(compiled);
    }

    /** The texts that it compares a field of its input with. */
    public Set<String> comparedWith(String field) {
        return SyntaxTree.comparedWith(compiled, field, Set.of("and", "or"));
    }

    /** The texts of which a field of its input is one wherever it is true; empty where it says none. */
    public Set<String> only(String field) {
        return SyntaxTree.comparedWith(compiled, field, Set.of("and"));
    }

    /**
     * What it makes of {@code input}; a missing node if that is nothing.
     *
     * @throws ExpressionException if it fails or exceeds a bound
     */
    public JsonNode of(JsonNode input) {
        return of(ExpressionInput.of(input));
    }

    /** As {@link #of(JsonNode)}. */
    public JsonNode of(ExpressionInput input) {
        JsonNode value = simple == null ? null : simple.of(input);
        return value == null ? evaluate(input.value()) : value;
    }

    /** Whether it is true of {@code input}: the value true, and no other. */
    public boolean isTrueOf(JsonNode input) {
        return isTrueOf(ExpressionInput.of(input));
    }

    /** As {@link #isTrueOf(JsonNode)}. */
    public boolean isTrueOf(ExpressionInput input) {
        JsonNode value = of(input);
        return value.isBoolean() && value.booleanValue();
    }

    private JsonNode evaluate(@Nullable Object input) {
        Jsonata.Frame frame = compiled.createFrame();
        Bounds bounds = new Bounds();
        frame.setEvaluateEntryCallback((EntryCallback) (expr, in, env) -> bounds.enter());
        frame.setEvaluateExitCallback((ExitCallback) (expr, in, env, result) -> bounds.leave(result));
        try {
            return PlainValues.toJson(compiled.evaluate(input, frame));
        } catch (RuntimeException | StackOverflowError e) {
            throw explained(e, source);
        }
    }

    static ExpressionException tooLarge() {
        return ExpressionException.beyondBounds("makes a text of more than " + LONGEST_TEXT
                + " characters, a list of more than " + LONGEST_LIST + " entries or more than " + MOST_VALUES
                + " values");
    }

    private static ExpressionException explained(Throwable error, String source) {
        if (error instanceof ExpressionException known) {
            return known;
        }
        if (error instanceof StackOverflowError) {
            return tooDeep();
        }
        Optional<JException> ours = causeOf(error);
        if (ours.isEmpty()) {
            return error.getCause() instanceof ExpressionException known
                    ? known
                    : new ExpressionException(unforeseen(error), -1);
        }
        JException e = ours.get();
        int position = e.getLocation() < 0 ? -1 : Math.min(e.getLocation(), source.length());
        return new ExpressionException(lowerCased(String.valueOf(e.getMessage())), position);
    }

    private static String unforeseen(Throwable error) {
        if (error instanceof NumberFormatException || error.getCause() instanceof NumberFormatException) {
            return "takes something for a number that is none";
        }
        if (String.valueOf(error.getMessage()).contains(FormattedValue.class.getSimpleName())) {
            return "joins a value that says how it is shown, as $time(…) does, with others: it stands alone in its {{ }}";
        }
        return error.getMessage() == null
                ? "cannot be worked out"
                : "cannot be worked out (" + error.getMessage() + ")";
    }

    private static Optional<JException> causeOf(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof JException e) {
                return Optional.of(e);
            }
        }
        return Optional.empty();
    }

    private static String lowerCased(String sentence) {
        return sentence.isEmpty() ? sentence : Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private static ExpressionException tooDeep() {
        return ExpressionException.beyondBounds("goes deeper than " + DEEPEST + " levels");
    }

    /** Of one evaluation. */
    private static final class Bounds {
        private final long end = System.nanoTime() + LONGEST.toNanos();
        private int depth;
        private int steps;

        void enter() {
            if (++depth > DEEPEST) {
                throw tooDeep();
            }
            if (++steps > FREE_STEPS && System.nanoTime() - end > 0) {
                throw ExpressionException.beyondBounds("takes longer than " + LONGEST.toMillis() + " ms");
            }
        }

        void leave(@Nullable Object result) {
            depth--;
            if (result instanceof String text && text.length() > LONGEST_TEXT
                    || result instanceof List<?> list && list.size() > LONGEST_LIST) {
                throw tooLarge();
            }
        }
    }
}
