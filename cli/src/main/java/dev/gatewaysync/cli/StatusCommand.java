package dev.gatewaysync.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
        mixinStandardHelpOptions = true,
        name = "status",
        description = "Health of every part, backlog, uptime. Exits 1 if something is down.")
final class StatusCommand implements Callable<Integer> {
    @ParentCommand
    GatewayCommand gateway = new GatewayCommand();

    @Override
    public Integer call() {
        JsonView status = gateway.session.api().get("/status");
        gateway.session.show(status, out -> print(status, out));
        return status.at("state").is("down") ? CliException.FAILED : 0;
    }

    private static void print(JsonView status, PrintWriter out) {
        String state = status.at("state").text();
        out.println(
                state.equals("ok")
                        ? "✓ Everything works"
                        : state.equals("down") ? "✗ Something is down" : "! Something needs you");
        status.at("needs").list().forEach(need -> {
            out.println("  " + (need.at("urgent").is(true) ? "✗ " : "! ")
                    + LocalTimes.in(need.at("text").text()));
            out.println("    → " + need.at("advice").text());
        });
        out.println();
        Table parts = new Table("PART", "STATE");
        parts.row("main app", status.at("appStatus")).row("discord", status.at("discordStatus"));
        status.at("parts").entries().forEach((name, up) -> parts.row(name, up.is(true) ? "up" : "down"));
        status.at("lastSync")
                .entries()
                .forEach((kind, run) -> parts.row(
                        "last " + kind + " sync",
                        run.at("outcome").text() + ", "
                                + LocalTimes.in(run.at("at").text())));
        if (status.at("config").at("hash").value() instanceof String hash && !hash.isEmpty()) {
            parts.row("gateway.yml", hash.substring(0, 12));
        }
        parts.print(out);
        out.println();
        Table queues = new Table("QUEUE", "WAITING", "CONSUMERS");
        status.at("queues")
                .list()
                .forEach(queue -> queues.row(queue.at("name"), queue.at("messages"), queue.at("consumers")));
        queues.print(out);
        Table lanes = new Table("WAITS FOR DISCORD", "MESSAGES", "OLDEST");
        status.at("lanes").list().forEach(lane -> lanes.row(lane.at("target"), lane.at("backlog"), lane.at("oldest")));
        if (!lanes.isEmpty()) {
            out.println();
            lanes.print(out);
        }
        Table held = new Table("HELD FOR", "MESSAGES", "BY", "UNTIL");
        status.at("held")
                .list()
                .forEach(one -> held.row(
                        one.at("target"),
                        one.at("deliveries"),
                        one.at("reason").is("digest") ? "digest" : "quiet hours",
                        one.at("until")));
        if (!held.isEmpty()) {
            out.println();
            held.print(out);
        }
        uptime(status.at("uptime"), out);
    }

    private static void uptime(JsonView uptime, PrintWriter out) {
        StringBuilder bars = new StringBuilder();
        uptime.at("days").list().forEach(day -> {
            Object share = day.at("share").value();
            bars.append(
                    !(share instanceof Number n)
                            ? '·'
                            : n.doubleValue() >= 0.999 ? '█' : n.doubleValue() >= 0.98 ? '▆' : '▂');
        });
        if (!bars.isEmpty()) {
            out.println();
            out.println("uptime, 30 days  " + bars);
        }
    }
}
