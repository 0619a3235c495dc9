package dev.gatewaysync.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
        mixinStandardHelpOptions = true,
        name = "stats",
        description = "Statistics: as reported, as counted, and by category.")
final class StatsCommand implements Runnable {
    @ParentCommand
    GatewayCommand gateway = new GatewayCommand();

    @Override
    public void run() {
        JsonView stats = gateway.session.api().get("/stats");
        gateway.session.show(stats, out -> print(stats, out));
    }

    private static void print(JsonView stats, PrintWriter out) {
        Table numbers = new Table("", "RESOURCES", "CATEGORIES", "USERS", "SINCE");
        for (String source : new String[] {"reported", "counted"}) {
            JsonView row = stats.at(source);
            numbers.row(source, row.at("resourceCount"), row.at("categoryCount"), row.at("totalUsers"), row.at("at"));
        }
        JsonView drift = stats.at("drift");
        numbers.row("drift", drift.at("resources"), drift.at("categories"), "", "")
                .print(out);
        out.println();
        JsonView updates = stats.at("updates");
        out.println("updates: " + updates.at("total").text() + ", of the last 24 h: "
                + updates.at("last24h").text());
        Table categories = new Table("CATEGORY", "RESOURCES", "PROBLEM");
        stats.at("categories")
                .list()
                .forEach(category -> categories.row(
                        category.at("name"),
                        category.at("resources"),
                        category.at("problem").isThere() ? category.at("problem") : ""));
        if (!categories.isEmpty()) {
            out.println();
            categories.print(out);
        }
    }
}
