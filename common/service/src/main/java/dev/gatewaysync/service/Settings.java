package dev.gatewaysync.service;

import io.github.cdimascio.dotenv.Dotenv;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.boot.convert.DurationStyle;

/**
 * Reads settings by the names that the operator uses, from the environment or else from {@code .env}. Problems are
 * collected: {@link #check()} reports all of them, each with the variable, what is wrong and an example. Values are not
 * repeated in problems, because a mistyped secret is still a secret.
 */
public final class Settings {
    private final Map<String, String> values;
    private final List<String> problems = new ArrayList<>();

    public Settings(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** The process's environment over the {@code .env} file of the working directory, if there is one. */
    public static Settings ofProcess() {
        Map<String, String> values = new HashMap<>();
        Dotenv.configure()
                .ignoreIfMissing()
                .load()
                .entries(Dotenv.Filter.DECLARED_IN_ENV_FILE)
                .forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        values.putAll(System.getenv());
        return new Settings(values);
    }

    /** These settings, with those of {@code defaults} where a variable is not set. */
    public Settings withDefaults(Map<String, String> defaults) {
        Map<String, String> merged = new HashMap<>(defaults);
        values.forEach((name, value) -> {
            if (!value.isBlank()) {
                merged.put(name, value);
            }
        });
        return new Settings(merged);
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    public String text(String name, String fallback) {
        return text(name).orElse(fallback);
    }

    public Optional<Secret> secret(String name) {
        return text(name).map(Secret::new);
    }

    /** A value that must be there. */
    public String required(String name, String example) {
        return text(name).orElseGet(() -> {
            problems.add(name + " is not set, for example " + name + "=" + example);
            return example;
        });
    }

    public int port(String name, int fallback) {
        return value(name, fallback, "must be a port from 0 to 65535", Integer.toString(fallback), text -> {
            int port = Integer.parseInt(text);
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException("out of range");
            }
            return port;
        });
    }

    /** A positive whole number. */
    public int count(String name, int fallback) {
        return value(name, fallback, "must be a whole number above 0", Integer.toString(fallback), text -> {
            int count = Integer.parseInt(text);
            if (count <= 0) {
                throw new IllegalArgumentException("out of range");
            }
            return count;
        });
    }

    /** {@code 30s}, {@code 5m}, {@code 1h}, {@code 24h}, or milliseconds; above zero. */
    public Duration duration(String name, String fallback) {
        Function<String, Duration> parse = text -> {
            Duration duration = DurationStyle.detectAndParse(text);
            if (duration.isZero() || duration.isNegative()) {
                throw new IllegalArgumentException("not above zero");
            }
            return duration;
        };
        return value(
                name,
                parse.apply(fallback),
                "must be a duration such as 30s, 5m, 1h, 24h, or milliseconds",
                fallback,
                parse);
    }

    /** An absolute http or https URL, without its trailing slash. */
    public Optional<URI> httpUrl(String name, String example) {
        return value(name, Optional.<URI>empty(), "must be an absolute http or https URL", example, text -> {
            URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            if (uri.getHost() == null
                    || uri.getScheme() == null
                    || !uri.getScheme().matches("https?")) {
                throw new IllegalArgumentException("not http");
            }
            return Optional.of(uri);
        });
    }

    /** Off unless it is switched on. */
    public boolean flag(String name) {
        return value(name, false, "must be on or off", "on", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "on", "true" -> true;
            case "off", "false" -> false;
            default -> throw new IllegalArgumentException("neither");
        });
    }

    /** Any value with a parser of its own; a parser says “no” with an {@link IllegalArgumentException}. */
    public <T> T value(String name, T fallback, String rule, String example, Function<String, T> parser) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            return parser.apply(text.get());
        } catch (IllegalArgumentException e) {
            problem(name, rule + ", for example " + name + "=" + example);
            return fallback;
        }
    }

    /** Adds a problem that the reader itself cannot see. */
    public void problem(String name, String problem) {
        problems.add(name + " " + problem);
    }

    /** @throws InvalidSettingsException if any value read so far was refused */
    public void check() {
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
    }
}
