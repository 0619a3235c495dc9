package dev.gatewaysync.service.reload;

import dev.gatewaysync.config.ConfigProblem;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.read.ConfigFile;
import dev.gatewaysync.config.read.Variables;
import dev.gatewaysync.input.EnvFile;
import dev.gatewaysync.service.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The {@code gateway.yml} that this service runs by: what it said when it was last read without a mistake. */
public final class CurrentConfig implements Supplier<GatewayConfig> {
    /** All services of a process begin with the same file. */
    private static final LastReadConfig LAST_READ = new LastReadConfig();

    private final Settings settings;
    private volatile GatewayConfig current;
    private volatile @Nullable Candidate candidate;
    private final List<Consumer<GatewayConfig>> listeners = new CopyOnWriteArrayList<>();

    private CurrentConfig(Settings settings, GatewayConfig current) {
        this.settings = settings;
        this.current = current;
    }

    /** Reads the file; its mistakes are reported to {@code settings}, one line each. */
    public static CurrentConfig read(Settings settings) {
        Result result = result(settings);
        result.problems().forEach(settings::problem);
        result.notes().forEach(settings::warn);
        return new CurrentConfig(settings, result.config());
    }

    @Override
    public GatewayConfig get() {
        return current;
    }

    /** Called with what is run by now, and after each reload with what is run by from then on, before it is. */
    public void listen(Consumer<GatewayConfig> listener) {
        listeners.add(listener);
        listener.accept(current);
    }

    /**
     * What the file says now, ready to be taken.
     *
     * @param problems its mistakes, one line each; with any it cannot be taken
     * @param notes what is no mistake and probably not meant, one line each
     */
    record Candidate(String proposal, GatewayConfig config, List<String> problems, List<String> notes) {}

    /** Reads the file anew. Nothing changes yet. */
    Candidate prepare(String proposal) {
        Result result = result(settings);
        Candidate read = new Candidate(proposal, result.config(), result.problems(), result.notes());
        candidate = read;
        return read;
    }

    /**
     * Runs by what was read for this proposal from now on.
     *
     * @param hash of the file that all have agreed upon
     * @return false if nothing was read for it, or with mistakes; then everything stays as it is
     */
    boolean take(String proposal, String hash) {
        Candidate read = candidate;
        if (read == null
                || !read.proposal().equals(proposal)
                || !read.config().hash().equals(hash)
                || !read.problems().isEmpty()) {
            return false;
        }
        listeners.forEach(listener -> listener.accept(read.config()));
        current = read.config();
        return true;
    }

    /** As they are now: a variable that was put into {@code .env} since the start is there, too. */
    private static Variables variables(Settings settings) {
        Map<String, String> environment = System.getenv();
        Map<String, String> file = EnvFile.read(Path.of(".env"), environment).values();
        return name -> Optional.ofNullable(environment.getOrDefault(name, file.get(name)))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .or(() -> settings.text(name));
    }

    private record Result(GatewayConfig config, List<String> problems, List<String> notes) {}

    private static Result result(Settings settings) {
        Optional<String> named = settings.text("GATEWAY_CONFIG");
        Path file = Path.of(named.orElse(ConfigFile.NAME));
        if (named.isEmpty() && !Files.exists(file)) {
            return new Result(
                    GatewayConfig.NONE,
                    List.of(),
                    ConfigFile.other(file).stream().toList());
        }
        try {
            ConfigFile read = LAST_READ.of(file, variables(settings));
            return new Result(read.config(), lines(read.problems(), file), lines(read.notes(), file));
        } catch (IOException e) {
            return new Result(
                    GatewayConfig.NONE,
                    List.of("GATEWAY_CONFIG names the file " + file + ", which cannot be read, for example"
                            + " GATEWAY_CONFIG=" + ConfigFile.NAME),
                    List.of());
        }
    }

    private static List<String> lines(List<ConfigProblem> found, Path file) {
        return found.stream().map(problem -> problem.in(file.toString())).toList();
    }
}
