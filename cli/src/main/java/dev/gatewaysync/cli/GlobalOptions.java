package dev.gatewaysync.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Options of every command: where the gateway is, and how to write. */
final class GlobalOptions {
    enum Output {
        table,
        json
    }

    /** How often a request's progress is asked for. */
    private static final long POLL_MILLIS = 250;

    @Option(
            names = "--url",
            scope = ScopeType.INHERIT,
            paramLabel = "URL",
            description = "The console; else GATEWAY_URL, else http://localhost:3002.")
    @Nullable
    String url;

    @Option(
            names = "--token",
            scope = ScopeType.INHERIT,
            paramLabel = "TOKEN",
            description = "Else OPS_TOKEN, else .env, else data/secrets.env.")
    @Nullable
    String token;

    @Option(
            names = {"-o", "--output"},
            scope = ScopeType.INHERIT,
            paramLabel = "FORMAT",
            description = "table or json.")
    Output output = Output.table;

    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec spec;

    private @Nullable Api api;

    Api api() {
        if (api == null) {
            LocalSettings localSettings = LocalSettings.read(System.getenv(), Path.of(""));
            String port = localSettings.text("CONSOLE_PORT").orElse("3002");
            String address =
                    url != null ? url : localSettings.text("GATEWAY_URL").orElse("http://localhost:" + port);
            String secret = token != null
                    ? token
                    : localSettings
                            .text("OPS_TOKEN")
                            // Several, while one is being replaced: each of them is right.
                            .map(tokens -> tokens.split(",", 2)[0].strip())
                            .orElseThrow(() -> new CliException(
                                    CliException.WRONG_USE,
                                    "no token: set OPS_TOKEN or --token, or run this where ./gateway start keeps its data; for a"
                                            + " demo set GATEWAY_DATA_DIR=data/demo"));
            api = new Api(address, secret);
        }
        return api;
    }

    /** An open HTTP client makes the JVM wait 0.3 s for its thread when it ends. */
    void close() {
        if (api != null) {
            api.close();
        }
    }

    boolean json() {
        return output == Output.json;
    }

    PrintWriter out() {
        if (spec == null) {
            throw new IllegalStateException("No command line was parsed");
        }
        return spec.root().commandLine().getOut();
    }

    /** The answer itself with {@code -o json}, else what {@code table} writes of it. */
    void show(JsonView view, java.util.function.Consumer<PrintWriter> table) {
        if (json()) {
            out().println(Json.pretty(view.value()));
        } else {
            table.accept(out());
        }
    }

    Progress progress() {
        return new Progress(out(), !json() && Boolean.getBoolean("gateway.terminal"));
    }

    /** Waits for what another service was asked for, draws how far it is, and returns its result. */
    JsonView await(JsonView requested) {
        Progress progress = progress();
        try {
            return await(requested, progress::show);
        } finally {
            progress.end();
        }
    }

    /** @param shown is told every so often how many percent are done, and what is done now */
    JsonView await(JsonView requested, BiConsumer<Long, String> shown) {
        String id = requested.at("request").text();
        while (true) {
            JsonView request = api().get("/requests/" + id);
            JsonView view = request.at("answer");
            if (view.at("outcome").isThere()) {
                // What came of it is in the result, where there is one.
                if (view.at("outcome").is("failed") && !view.at("result").isThere()) {
                    throw new CliException(
                            CliException.FAILED, view.at("message").text());
                }
                return view;
            }
            String message = view.isThere()
                    ? view.at("message").text()
                    : "waiting for " + request.at("service").text();
            shown.accept(view.at("progress").number(), message);
            pause(POLL_MILLIS);
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(CliException.FAILED, "interrupted; the gateway goes on");
        }
    }

    /** Values that {@link Map#of} would refuse are left out. */
    static Map<String, Object> body(@Nullable Object... namesAndValues) {
        Map<String, Object> body = new java.util.LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            if (value != null) {
                body.put(String.valueOf(namesAndValues[i]), value);
            }
        }
        return body;
    }
}
