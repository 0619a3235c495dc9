package dev.gatewaysync.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        mixinStandardHelpOptions = true,
        name = "failed",
        description = "Messages that could not be handled: list, show, replay, discard.")
final class FailedCommand implements Runnable {
    @ParentCommand
    GatewayCommand gateway = new GatewayCommand();

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Say list, show, replay or discard.");
        }
    }

    @Command(mixinStandardHelpOptions = true, description = "The open ones, the last failed first.")
    void list(
            @Option(names = "--count", paramLabel = "N", defaultValue = "50") int count,
            @Mixin FailedFilters filters,
            @Option(names = "--queue", paramLabel = "QUEUE", description = "history, discord or main-app.") @Nullable
                    String queue,
            @Option(names = "--sort", paramLabel = "ORDER", description = "newest, oldest, title, type or target.")
                    @Nullable
                    String sort,
            @Option(names = "--by-reason", description = "Only how many of each reason.") boolean byReason) {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>(filters.values());
        parameters.put("queue", queue);
        if (byReason) {
            reasons(parameters);
            return;
        }
        parameters.put("count", count);
        parameters.put("sort", sort);
        JsonView view = gateway.session.api().get(Api.query("/failed", parameters));
        gateway.session.show(view, out -> {
            messages(view.at("failed").list()).print(out);
            out.println();
            out.println(view.at("total").text() + " open in all");
        });
    }

    private void reasons(Map<String, @Nullable Object> parameters) {
        JsonView view = gateway.session.api().get(Api.query("/failed/reasons", parameters));
        gateway.session.show(view, out -> {
            Table table = new Table("COUNT", "REASON", "TARGET", "SINCE", "CODE", "WHY");
            List<JsonView> groups = view.at("reasons").list();
            groups.forEach(group -> table.row(
                    group.at("count"),
                    group.at("reason").at("id"),
                    place(group.at("reason")),
                    group.at("firstFailedAt"),
                    group.at("reason").at("code").number() == 0
                            ? "–"
                            : group.at("reason").at("code").text(),
                    group.at("reason").at("title")));
            table.print(out);
            groups.forEach(group -> {
                out.println();
                out.println(group.at("reason").at("id").text() + "  "
                        + group.at("reason").at("cure").text());
            });
        });
    }

    private static Table messages(List<JsonView> failures) {
        Table table = new Table("ID", "LAST FAILED", "TYPE", "TARGET", "WHAT", "WHY");
        failures.forEach(failure -> table.row(
                failure.at("id"),
                failure.at("lastFailedAt"),
                failure.at("eventType"),
                place(failure),
                failure.at("title"),
                failure.at("why").text()
                        + (failure.at("replays").number() > 0 ? " (failed again after a replay)" : "")));
        return table;
    }

    private static JsonView place(JsonView failure) {
        return failure.at("target").isThere() ? failure.at("target") : failure.at("queue");
    }

    @Command(mixinStandardHelpOptions = true, description = "One of them, with its body and headers.")
    void show(@Parameters(paramLabel = "ID") String id) {
        JsonView details = gateway.session.api().get("/failed/" + Api.encoded(id));
        gateway.session.show(details, out -> {
            Table table = new Table("", "");
            table.row("why", details.at("why"));
            table.row("cure", details.at("reason").at("cure"));
            for (String name : List.of(
                    "id",
                    "status",
                    "title",
                    "target",
                    "queue",
                    "eventType",
                    "eventId",
                    "errorClass",
                    "error",
                    "attempts",
                    "firstFailedAt",
                    "lastFailedAt")) {
                table.row(name, details.at(name));
            }
            table.print(out);
            Attempts.print(details.at("history"), out);
            out.println();
            out.println(Attempts.pretty(details.at("body").text()));
        });
    }

    @Command(
            mixinStandardHelpOptions = true,
            description =
                    "Sends them to their queues again. Several at once need --yes; without, it shows what would be done.")
    void replay(
            @Parameters(paramLabel = "ID", arity = "0..*") @Nullable List<String> ids,
            @Option(names = "--all", description = "Every open one.") boolean all,
            @Mixin FailedFilters filters,
            @Option(names = "--dry-run", description = "Only show what would be done.") boolean dryRun,
            @Option(names = "--yes", description = "Do it.") boolean yes,
            @Option(names = "--rate", paramLabel = "N", description = "Messages a second; default 10.") @Nullable
                    Integer rate,
            @Option(names = "--why", paramLabel = "TEXT", description = "For the audit log.") @Nullable String why) {
        List<String> chosen = ids == null ? List.of() : ids;
        boolean bulk = all || !filters.isEmpty();
        if (chosen.isEmpty() && !bulk) {
            throw new CliException(
                    CliException.WRONG_USE, "say which: ids, --all, --reason, --type, --target, --since or --search");
        }
        boolean doIt = !dryRun && (yes || !bulk);
        Map<String, Object> wanted =
                GlobalOptions.body("ids", chosen, "all", all, "rate", rate, "why", why, "dryRun", !doIt);
        filters.values().forEach((name, value) -> {
            if (value != null) {
                wanted.put(name, value);
            }
        });
        JsonView view = gateway.session.api().post("/failed/replay", wanted);
        if (!doIt) {
            gateway.session.show(view, out -> preview(view, dryRun, out));
            if (view.at("count").number() == 0) {
                throw new CliException(CliException.FAILED, "none of the open ones is meant");
            }
            return;
        }
        JsonView replay = follow(view.at("replay").text());
        gateway.session.show(
                replay,
                out -> out.println("✓ " + replay.at("sent").text() + " sent, "
                        + replay.at("skipped").text() + " skipped, "
                        + replay.at("failedAgain").text() + " failed again so far"));
        if (!replay.at("status").is("done")) {
            throw new CliException(
                    CliException.FAILED, "the replay was " + replay.at("status").text());
        }
    }

    private static void preview(JsonView plan, boolean dryRun, PrintWriter out) {
        out.println(plan.at("count").text() + " messages would be replayed, in at least "
                + plan.at("seconds").text() + " s:");
        plan.at("byType").entries().forEach((type, count) -> out.println("  " + count.text() + " " + type));
        out.println();
        messages(plan.at("preview").list()).print(out);
        if (!dryRun && plan.at("count").number() > 0) {
            out.println();
            out.println("Repeat with --yes to do it.");
        }
    }

    private JsonView follow(String id) {
        Progress progress = gateway.session.progress();
        while (true) {
            JsonView replay = gateway.session.api().get("/failed/replays/" + id);
            if (!replay.at("status").is("running")) {
                progress.end();
                return replay;
            }
            long total = Math.max(1, replay.at("total").number());
            long handled = replay.at("sent").number() + replay.at("skipped").number();
            progress.show(
                    handled * 100 / total,
                    handled + " of " + total
                            + (replay.at("note").isThere()
                                    ? "  " + replay.at("note").text()
                                    : ""));
            GlobalOptions.pause(250);
        }
    }

    @Command(mixinStandardHelpOptions = true, description = "Closes them for good.")
    void discard(
            @Parameters(paramLabel = "ID", arity = "1..*") List<String> ids,
            @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why, for the audit log.")
                    String why) {
        JsonView view = gateway.session.api().post("/failed/discard", GlobalOptions.body("ids", ids, "why", why));
        boolean none = view.at("discarded").number() == 0;
        gateway.session.show(view, out -> {
            if (!none) {
                out.println("✓ " + view.at("discarded").text() + " discarded");
            }
        });
        if (none) {
            throw new CliException(CliException.FAILED, "none of them is open");
        }
    }
}
