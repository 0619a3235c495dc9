package dev.gatewaysync.config.expression;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Parser;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts regular expressions that are safe in the place of those that JSONata's parser made, and lets {@code !=} be true of a
 * value that is missing: whoever writes {@code test != true} means those too that say nothing of a test. The library gives no access to
 * what it parsed, so its fields are reached by reflection; {@code ExpressionTest} fails if a version of it has others.
 */
final class SyntaxTree {
    private static final Field ROOT = accessible(Jsonata.class, "ast");
    private static final Field VALUE = accessible(Parser.Symbol.class, "value");
    private static final Field TYPE = accessible(Parser.Symbol.class, "type");
    private static final Field LHS = accessible(Parser.Symbol.class, "lhs");
    private static final Field RHS = accessible(Parser.Symbol.class, "rhs");
    private static final Field ARGUMENTS = accessible(Parser.Symbol.class, "arguments");
    private static final List<Field> FIELDS = java.util.Arrays.stream(Parser.Symbol.class.getDeclaredFields())
            .filter(field -> !field.getType().isPrimitive() && !field.isSynthetic())
            .map(SyntaxTree::accessible)
            .toList();

    private static final Field ENVIRONMENT = accessible(Jsonata.class, "environment");
    private static final Field PROCEDURE = accessible(Parser.Symbol.class, "procedure");
    private static final Field STEPS = accessible(Parser.Symbol.class, "steps");
    private static final Field PREDICATE = accessible(Parser.Symbol.class, "predicate");
    private static final Field STAGES = accessible(Parser.Symbol.class, "stages");
    /** In these a name is read of a part of the input, not of the input. */
    private static final Set<String> OF_A_PART = Set.of("lambda", "transform");

    private static final Set<String> SEES_A_PART = Set.of("predicate", "stages", "group");
    private static final Field EXPRESSIONS = accessible(Parser.Symbol.class, "expressions");

    private static final Field CURRENT = accessible(Jsonata.class, "current");

    private SyntaxTree() {}

    /**
     * What was parsed last on a thread would else be what evaluates all others on it, and keep the variables of whichever was
     * evaluated last as its own.
     */
    static void forgetParsed() {
        try {
            ((ThreadLocal<?>) Objects.requireNonNull(CURRENT.get(null))).remove();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws ExpressionException if one of its regular expressions cannot be had in a safe form */
    static void secure(Jsonata expression) {
        each(expression, SyntaxTree::secure);
    }

    /** Every node once, those below before the one above. */
    private static void each(@Nullable Object node, Set<Object> seen, Consumer<Parser.Symbol> visitor) {
        if (node == null || !seen.add(node)) {
            return;
        }
        if (node instanceof List<?> nodes) {
            nodes.forEach(below -> each(below, seen, visitor));
        } else if (node.getClass().isArray()
                && !node.getClass().getComponentType().isPrimitive()) {
            for (int i = 0; i < Array.getLength(node); i++) {
                each(Array.get(node, i), seen, visitor);
            }
        } else if (node instanceof Parser.Symbol symbol) {
            FIELDS.forEach(field -> each(get(field, symbol), seen, visitor));
            visitor.accept(symbol);
        }
    }

    private static void each(Jsonata expression, Consumer<Parser.Symbol> visitor) {
        each(get(ROOT, expression), Collections.newSetFromMap(new IdentityHashMap<>()), visitor);
    }

    private static void secure(Parser.Symbol symbol) {
        if (get(VALUE, symbol) instanceof Pattern pattern) {
            set(VALUE, symbol, RegularExpression.of(pattern));
        }
        if ("binary".equals(get(TYPE, symbol)) && "!=".equals(get(VALUE, symbol))) {
            negate(symbol);
        }
    }

    /** Whether the library has a function of that name, or it was registered. */
    static boolean isDefined(String name, Jsonata expression) {
        return get(ENVIRONMENT, expression) instanceof Jsonata.Frame frame && frame.lookup(name) != null;
    }

    /** Names of the functions that it calls, but for those that it makes itself. */
    static Set<String> called(Jsonata expression) {
        Set<String> called = new TreeSet<>();
        Set<String> own = new HashSet<>();
        each(expression, symbol -> names(symbol, called, own));
        called.removeAll(own);
        return called;
    }

    private static void names(Parser.Symbol symbol, Set<String> called, Set<String> own) {
        switch (String.valueOf(get(TYPE, symbol))) {
            case "function", "partial" -> variable(get(PROCEDURE, symbol), called);
            case "bind" -> variable(get(LHS, symbol), own);
            case "lambda" -> {
                if (get(ARGUMENTS, symbol) instanceof List<?> arguments) {
                    arguments.forEach(argument -> variable(argument, own));
                }
            }
            default -> {}
        }
    }

    /**
     * The paths that begin at the input, as far as they are plain names: {@code data.items} of {@code data.items[price > 3].name}.
     * What is read of a part of the input is not among them.
     */
    static Set<List<String>> paths(Jsonata expression) {
        Set<List<String>> paths = new LinkedHashSet<>();
        paths(get(ROOT, expression), paths);
        return paths;
    }

    private static void paths(@Nullable Object node, Set<List<String>> paths) {
        if (node instanceof List<?> nodes) {
            nodes.forEach(below -> paths(below, paths));
        } else if (node instanceof Object[] nodes) {
            List.of(nodes).forEach(below -> paths(below, paths));
        } else if (node instanceof Parser.Symbol symbol) {
            if ("path".equals(get(TYPE, symbol)) && get(STEPS, symbol) instanceof List<?> steps && !steps.isEmpty()) {
                path(steps, paths);
            } else if (!OF_A_PART.contains(String.valueOf(get(TYPE, symbol)))) {
                FIELDS.stream()
                        .filter(field -> !SEES_A_PART.contains(field.getName()))
                        .forEach(field -> paths(get(field, symbol), paths));
            }
        }
    }

    private static void path(List<?> steps, Set<List<String>> paths) {
        List<String> names = new ArrayList<>();
        for (Object step : isInput(steps.getFirst()) ? steps.subList(1, steps.size()) : steps) {
            if (!(step instanceof Parser.Symbol name)
                    || !"name".equals(get(TYPE, name))
                    || !(get(VALUE, name) instanceof String text)) {
                break;
            }
            names.add(text);
            if (get(STAGES, name) != null) {
                break;
            }
        }
        if (names.isEmpty()) {
            paths(steps.getFirst(), paths);
        } else {
            paths.add(List.copyOf(names));
        }
    }

    /** Whether it is {@code $} or {@code $$}, which outside of a part are the input. */
    private static boolean isInput(@Nullable Object step) {
        return step instanceof Parser.Symbol variable
                && "variable".equals(get(TYPE, variable))
                && Set.of("", "$").contains(String.valueOf(get(VALUE, variable)))
                && get(STAGES, variable) == null
                && get(PREDICATE, variable) == null;
    }

    /**
     * The texts that a field of the input is compared with, by {@code =} or {@code in}, in the expression itself and in what it joins.
     *
     * @param operators that join, {@code and} and {@code or}
     */
    static Set<String> comparedWith(Jsonata expression, String field, Set<String> operators) {
        Set<String> texts = new LinkedHashSet<>();
        comparedWith(get(ROOT, expression), field, operators, texts);
        return texts;
    }

    private static void comparedWith(@Nullable Object node, String field, Set<String> operators, Set<String> texts) {
        if (!(node instanceof Parser.Symbol symbol)) {
            return;
        }
        if ("block".equals(get(TYPE, symbol))
                && get(EXPRESSIONS, symbol) instanceof List<?> inner
                && inner.size() == 1) {
            comparedWith(inner.getFirst(), field, operators, texts);
        } else if ("binary".equals(get(TYPE, symbol))) {
            // A text, or a single character.
            String operator = String.valueOf(get(VALUE, symbol));
            if (operators.contains(operator)) {
                comparedWith(get(LHS, symbol), field, operators, texts);
                comparedWith(get(RHS, symbol), field, operators, texts);
            } else if ((operator.equals("=") || operator.equals("in")) && isField(get(LHS, symbol), field)) {
                texts(get(RHS, symbol), texts);
            }
        }
    }

    private static boolean isField(@Nullable Object node, String field) {
        return node instanceof Parser.Symbol path
                && "path".equals(get(TYPE, path))
                && get(STEPS, path) instanceof List<?> steps
                && steps.size() == 1
                && steps.getFirst() instanceof Parser.Symbol name
                && "name".equals(get(TYPE, name))
                && field.equals(get(VALUE, name));
    }

    private static void texts(@Nullable Object node, Set<String> texts) {
        if (node instanceof Parser.Symbol symbol) {
            if ("string".equals(get(TYPE, symbol)) && get(VALUE, symbol) instanceof String text) {
                texts.add(text);
            } else if ("unary".equals(get(TYPE, symbol)) && get(EXPRESSIONS, symbol) instanceof List<?> expressions) {
                expressions.forEach(below -> texts(below, texts));
            }
        }
    }

    private static void variable(@Nullable Object symbol, Set<String> names) {
        if (symbol instanceof Parser.Symbol found
                && "variable".equals(get(TYPE, found))
                && get(VALUE, found) instanceof String name) {
            names.add(name);
        }
    }

    private static Field accessible(Class<?> owner, String name) {
        try {
            return accessible(owner.getDeclaredField(name));
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("This version of jsonata has another syntax tree: " + e.getMessage(), e);
        }
    }

    private static Field accessible(Field field) {
        field.setAccessible(true);
        return field;
    }

    private static @Nullable Object get(Field field, Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code a != b} becomes {@code $not(a = b)}. */
    private static void negate(Parser.Symbol unequal) {
        Object lhs = get(LHS, unequal);
        Object rhs = get(RHS, unequal);
        Object negation = Objects.requireNonNull(get(ROOT, Jsonata.jsonata("$not(a = b)")));
        Object equal = ((List<?>) Objects.requireNonNull(get(ARGUMENTS, negation))).getFirst();
        set(LHS, equal, lhs);
        set(RHS, equal, rhs);
        FIELDS.forEach(field -> set(field, unequal, get(field, negation)));
    }

    private static void set(Field field, Object owner, @Nullable Object value) {
        try {
            field.set(owner, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
