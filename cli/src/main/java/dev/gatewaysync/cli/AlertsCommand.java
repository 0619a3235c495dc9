package dev.gatewaysync.cli;

import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        mixinStandardHelpOptions = true,
        name = "alerts",
        description = "What operators are told, where, and of what they want to hear nothing for a while.")
final class AlertsCommand implements Runnable {
    @ParentCommand
    GatewayCommand gateway = new GatewayCommand();

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Say list, test, snooze or unsnooze.");
        }
    }

    @Command(mixinStandardHelpOptions = true, description = "What is wrong now, and who was told.")
    void list() {
        JsonView view = gateway.session.api().get("/alerts");
        gateway.session.show(view, out -> print(view, out));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Sends a test to each place of ALERT_TO. Exits 1 if one does not take it.")
    int test() {
        JsonView view = gateway.session.api().post("/alerts/test", Map.of());
        gateway.session.show(
                view,
                out -> view.at("places")
                        .list()
                        .forEach(place -> out.println(
                                place.at("ok").is(true)
                                        ? "✓ " + place.at("place").text()
                                        : "✗ " + place.at("place").text() + ": "
                                                + place.at("problem").text())));
        return view.at("places").list().stream()
                        .allMatch(place -> place.at("ok").is(true))
                ? 0
                : CliException.FAILED;
    }

    @Command(mixinStandardHelpOptions = true, description = "Nobody is told of a rule for a while.")
    void snooze(
            @Parameters(paramLabel = "RULE", description = "As in alerts list; RULE:SUBJECT for one of its kind.")
                    String rule,
            @Parameters(
                            paramLabel = "TIME",
                            defaultValue = "1h",
                            description = "Such as 30m, 2h or 3d; 1h unless said.")
                    String time,
            @Option(names = "--why", paramLabel = "TEXT", description = "For the audit log.") @Nullable String why) {
        JsonView view = gateway.session
                .api()
                .post("/alerts/snooze", GlobalOptions.body("rule", rule, "time", time, "why", why));
        gateway.session.show(
                view,
                out -> out.println("✓ " + view.at("rule").text() + " is snoozed until "
                        + LocalTimes.in(view.at("until").text())));
    }

    @Command(mixinStandardHelpOptions = true, description = "Ends that before its time.")
    void unsnooze(@Parameters(paramLabel = "RULE") String rule) {
        JsonView view = gateway.session.api().post("/alerts/unsnooze", GlobalOptions.body("rule", rule));
        gateway.session.show(view, out -> out.println("✓ " + view.at("rule").text() + " is told of again"));
    }

    private static void print(JsonView view, PrintWriter out) {
        if (!view.at("on").is(true)) {
            out.println("! Nobody is told: ALERT_TO is not set");
        } else {
            view.at("places").list().forEach(place -> out.println("Told: " + place.text()));
        }
        JsonView heartbeat = view.at("heartbeat");
        if (heartbeat.at("on").is(true)) {
            out.println("Sign of life: "
                    + (heartbeat.at("problem").isThere()
                            ? "not taken, " + heartbeat.at("problem").text()
                            : "taken " + LocalTimes.in(heartbeat.at("takenAt").text())));
        }
        out.println();
        Table firing = new Table("RULE", "SUBJECT", "SINCE", "TOLD", "SNOOZED UNTIL", "WHAT");
        view.at("firing")
                .list()
                .forEach(alert -> firing.row(
                        alert.at("rule"),
                        alert.at("subject"),
                        alert.at("since"),
                        alert.at("toldAt"),
                        alert.at("snoozedUntil"),
                        alert.at("text")));
        if (firing.isEmpty()) {
            out.println("✓ Nothing is wrong");
        } else {
            firing.print(out);
        }
        Table told = new Table("TOLD", "KIND", "PLACE", "STATE", "WHAT");
        view.at("told")
                .list()
                .forEach(sent -> told.row(
                        sent.at("at"),
                        sent.at("kind"),
                        sent.at("place"),
                        sent.at("error").isThere()
                                ? sent.at("status").text() + ": "
                                        + sent.at("error").text()
                                : sent.at("status"),
                        sent.at("texts")));
        if (!told.isEmpty()) {
            out.println();
            told.print(out);
        }
    }
}
