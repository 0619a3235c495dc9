package dev.gatewaysync.cli;

import dev.gatewaysync.config.ConfigProblem;
import dev.gatewaysync.config.GatewayConfig;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code gateway config check}. */
final class ConfigCheck {
    private final GlobalOptions options;
    private final LocalConfig local;

    ConfigCheck(GlobalOptions options, LocalConfig local) {
        this.options = options;
        this.local = local;
    }

    /** @return the exit code */
    int run() {
        PrintWriter out = options.out();
        if (options.json()) {
            Map<String, Object> found = new LinkedHashMap<>();
            found.put("valid", local.file().problems().isEmpty());
            found.put("problems", places(local.file().problems()));
            found.put("notes", places(local.file().notes()));
            out.println(Json.pretty(found));
        } else if (local.file().problems().isEmpty()) {
            out.println("✓ " + local.name() + ": " + summary(local.file().config()));
            local.file().notes().forEach(note -> out.println("! " + local.line(note)));
        } else {
            local.file().problems().forEach(problem -> out.println(local.line(problem)));
        }
        return local.file().problems().isEmpty() ? 0 : CliException.FAILED;
    }

    private List<Map<String, Object>> places(List<ConfigProblem> found) {
        List<Map<String, Object>> problems = new ArrayList<>();
        found.forEach(problem -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("file", local.name());
            one.put("line", (long) problem.line());
            one.put("column", (long) problem.column());
            one.put("message", problem.message());
            problems.add(one);
        });
        return problems;
    }

    private static String summary(GatewayConfig config) {
        List<String> parts = new ArrayList<>();
        add(parts, config.types().size(), "type", "types");
        add(parts, config.cards().size(), "card", "cards");
        add(parts, config.targets().size(), "target", "targets");
        add(parts, config.routes().size(), "route", "routes");
        add(parts, config.sources().size(), "source", "sources");
        if (config.catalogue() != null) {
            parts.add("a catalogue");
        }
        if (config.quiet() != null) {
            parts.add("quiet hours");
        }
        return parts.isEmpty() ? "says nothing; everything is as without it" : String.join(", ", parts);
    }

    private static void add(List<String> parts, int count, String one, String many) {
        if (count > 0) {
            parts.add(count + " " + (count == 1 ? one : many));
        }
    }
}
