package dev.gatewaysync.config.expression;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Parser;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts regular expressions that are safe in the place of those that JSONata's parser made. The library gives no access to
 * what it parsed, so its fields are reached by reflection; {@code ExpressionTest} fails if a version of it has others.
 */
final class SyntaxTree {
    private static final Field ROOT = accessible(Jsonata.class, "ast");
    private static final Field VALUE = accessible(Parser.Symbol.class, "value");
    private static final List<Field> FIELDS = java.util.Arrays.stream(Parser.Symbol.class.getDeclaredFields())
            .filter(field -> !field.getType().isPrimitive() && !field.isSynthetic())
            .map(SyntaxTree::accessible)
            .toList();

    private SyntaxTree() {}

    /** @throws ExpressionException if one of its regular expressions cannot be had in a safe form */
    static void secure(Jsonata expression) {
        visit(get(ROOT, expression), Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static void visit(@Nullable Object node, Set<Object> seen) {
        if (node == null || !seen.add(node)) {
            return;
        }
        if (node instanceof List<?> nodes) {
            nodes.forEach(each -> visit(each, seen));
        } else if (node.getClass().isArray()
                && !node.getClass().getComponentType().isPrimitive()) {
            for (int i = 0; i < Array.getLength(node); i++) {
                visit(Array.get(node, i), seen);
            }
        } else if (node instanceof Parser.Symbol symbol) {
            if (get(VALUE, symbol) instanceof Pattern pattern) {
                set(symbol, RegularExpression.of(pattern));
            }
            FIELDS.forEach(field -> visit(get(field, symbol), seen));
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

    private static void set(Parser.Symbol symbol, RegularExpression value) {
        try {
            VALUE.set(symbol, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
