package dev.gatewaysync.service.settings;

import dev.gatewaysync.input.EnvFile;
import dev.gatewaysync.input.SettingNames;
import dev.gatewaysync.input.WebAddress;
import dev.gatewaysync.input.WrongEntriesException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;

/**
 * Reads settings by the names that the operator uses, from the environment or else from {@code .env}. Problems are
 * collected: {@link #check()} reports all of them, each with the variable, what is wrong and an example. Values are not
 * repeated in problems, because a mistyped secret is still a secret.
 */
public final class Settings {
    /** No interval or limit of ours is meant to be longer. */
    private static final Duration LONGEST = Duration.ofDays(3660);

    private static final Pattern SECRET_NAME = Pattern.compile("(?i)TOKEN|SECRET|KEY|PASSWORD|PASSWD|CREDENTIAL");
    private static final Pattern PASSWORD_IN_ADDRESS = Pattern.compile("://[^/?#\\s@:]*:([^/?#\\s@]+)@");

    private final Map<String, String> values;
    private final EnvFile file;
    private final Map<String, String> origins;
    private final Set<String> problems = Collections.synchronizedSet(new LinkedHashSet<>());
    /** Of these settings and of all that were made of them. */
    private final Set<String> noted;

    private final ListeningPorts listeningPorts = new ListeningPorts();

    public Settings(Map<String, String> values) {
        this(values, new EnvFile(Map.of(), List.of(), List.of()), Map.of(), noneNoted());
    }

    /** @param origins where what is set was set, by its name */
    private Settings(Map<String, String> values, EnvFile file, Map<String, String> origins, Set<String> noted) {
        this.noted = noted;
        this.origins = Map.copyOf(origins);
        this.values = Map.copyOf(values);
        this.file = file;
        file.problems().forEach(problem -> problems.add(problem.text()));
    }

    private static Set<String> noneNoted() {
        return Collections.synchronizedSet(new LinkedHashSet<>());
    }

    /**
     * The process's environment over the {@code .env} file of the working directory, if there is one. A variable that the
     * environment has is not read from the file, also if it is empty.
     */
    public static Settings ofProcess() {
        return of(System.getenv(), Path.of(""));
    }

    /** As {@link #ofProcess}, of another environment and folder. */
    public static Settings of(Map<String, String> process, Path folder) {
        Map<String, String> environment = LanguageSetting.withoutThatOfTheSystem(process);
        EnvFile file = EnvFile.read(folder.resolve(".env"), environment);
        Map<String, String> values = new HashMap<>(file.values());
        values.putAll(environment);
        Map<String, String> origins = new HashMap<>();
        file.values().keySet().forEach(name -> origins.put(name, ".env"));
        environment.keySet().forEach(name -> origins.put(name, "the environment"));
        return new Settings(values, file, origins, noneNoted());
    }

    /** These settings, with those of {@code defaults} where a variable is not set. */
    public Settings withDefaults(Map<String, String> defaults) {
        Map<String, String> merged = new HashMap<>(defaults);
        values.forEach((name, value) -> {
            if (!value.isBlank()) {
                merged.put(name, value);
            }
        });
        Map<String, String> kept = new HashMap<>(origins);
        kept.keySet().removeIf(name -> values.getOrDefault(name, "").isBlank());
        return new Settings(merged, file, kept, noted);
    }

    /** These settings, without those that {@code kept} refuses by their name. */
    public Settings only(Predicate<String> kept) {
        Map<String, String> left = new HashMap<>(values);
        left.keySet().removeIf(kept.negate());
        Map<String, String> origin = new HashMap<>(origins);
        origin.keySet().retainAll(left.keySet());
        return new Settings(left, file, origin, noted);
    }

    /** Said once, however often it is noted. */
    public void warn(String line) {
        noted.add(line);
    }

    /** What the operator may not have meant: names that resemble ours, lines that undo each other. One sentence each. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>(file.warnings());
        warnings.addAll(SettingNames.misspelt(values.keySet()));
        warnings.addAll(noted);
        return warnings;
    }

    /** Where {@code name} was set, for people: {@code .env} or the environment; empty for a default, and for what is not set. */
    public Optional<String> originOf(String name) {
        return text(name).map(value -> origins.get(name));
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

    /** Of a comma-separated value, each once, in their order: several at a time are how a secret is rotated. */
    public List<Secret> secrets(String name) {
        return text(name).stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .distinct()
                .map(Secret::new)
                .toList();
    }

    /**
     * The values of all that are named like secrets, ours and those that {@code gateway.yml} may take, and the passwords of
     * addresses; only to take them out of texts.
     */
    Collection<String> secretValues() {
        Set<String> secrets = new HashSet<>();
        values.forEach((name, value) -> {
            if (SECRET_NAME.matcher(name).find()) {
                secrets.add(value);
            }
            Matcher password = PASSWORD_IN_ADDRESS.matcher(value);
            while (password.find()) {
                secrets.add(password.group(1));
            }
        });
        return secrets;
    }

    /** A value that must be there. */
    public String required(String name, String example) {
        return text(name).orElseGet(() -> {
            problem(name, "is not set, for example " + name + "=" + example);
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

    /** As {@link #port}, for a port that this process listens on: {@link #checkPorts} looks at it. */
    public int listeningPort(String name, int fallback) {
        return listeningPorts.add(name, port(name, fallback));
    }

    /** Reports ports that two variables share, and those that another program has. */
    public void checkPorts() {
        listeningPorts.check(this::problem);
    }

    /** Of the ports read so far, the variable that set {@code port}. */
    public Optional<String> nameOfPort(int port) {
        return listeningPorts.nameOf(port);
    }

    /** A folder that can be written to or made; {@code example} is one. */
    public Path folder(String name, Path fallback, String rule, String example) {
        Path folder = value(name, fallback, rule, example, Path::of);
        for (Path path = folder.toAbsolutePath(); path != null; path = path.getParent()) {
            if (Files.exists(path)) {
                if (!Files.isDirectory(path) || !Files.isWritable(path)) {
                    problem(
                            name,
                            (Files.isDirectory(path)
                                            ? "is in a folder that cannot be written to: "
                                            : "is below a file: ")
                                    + path + ". Set another, for example " + name + "=" + example);
                }
                break;
            }
        }
        return folder;
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
            if (duration.isZero() || duration.isNegative() || duration.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("out of range");
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

    /** An absolute http or https URL of any host ({@link WebAddress}), in ASCII, without slashes at its end. */
    public Optional<URI> httpUrl(String name, String example) {
        return value(
                name,
                Optional.<URI>empty(),
                "must be an absolute http or https URL",
                example,
                text -> Optional.of(HttpAddress.parse(text)));
    }

    /** Off unless it is switched on. */
    public boolean flag(String name) {
        return flag(name, false);
    }

    /** As said, unless it is switched the other way. */
    public boolean flag(String name, boolean usual) {
        return value(
                name, usual, "must be on or off", usual ? "off" : "on", text -> switch (text.toLowerCase(Locale.ROOT)) {
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
        } catch (Refused e) {
            problem(name, rule + " (it " + e.getMessage() + "), for example " + name + "=" + example);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            problem(name, rule + ", for example " + name + "=" + example);
        }
        return fallback;
    }

    /**
     * A list whose reader names every wrong entry with a {@link WrongEntriesException}; each becomes a problem of its own.
     *
     * @param form how an entry is written, as the end of those sentences
     */
    public <T> T list(String name, T fallback, String form, String example, Function<String, T> reader) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            return reader.apply(text.get());
        } catch (WrongEntriesException e) {
            e.problems().forEach(problem -> problem(name, problem + form + ", for example " + name + "=" + example));
        } catch (Refused e) {
            problem(name, e.getMessage() + form + ", for example " + name + "=" + example);
        }
        return fallback;
    }

    /**
     * Says why a parser refuses a value, as the rest of a sentence that begins with “it”; what it says is shown, so it must not
     * repeat the value.
     */
    public static final class Refused extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        public Refused(String reason) {
            super(reason);
        }
    }

    /** Adds a problem that the reader itself cannot see. What a line that cannot be read would have set is not missed too. */
    public void problem(String name, String problem) {
        if (file.problems().stream().noneMatch(line -> line.name().equals(name))) {
            problems.add(name + " " + problem);
        }
    }

    /** Adds a line about a file that a setting names. */
    public void problem(String line) {
        problems.add(line);
    }

    /** @throws InvalidSettingsException if any value read so far was refused */
    public void check() {
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(List.copyOf(problems));
        }
    }
}
