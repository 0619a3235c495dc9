package dev.gatewaysync.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        mixinStandardHelpOptions = true,
        name = "sync",
        description = "Syncs with the main app now and shows what it found.")
final class SyncCommand implements Runnable {
    @ParentCommand
    GatewayCommand gateway = new GatewayCommand();

    @picocli.CommandLine.ArgGroup
    Mode mode = new Mode();

    @Option(names = "--force", description = "Also take a result that looks suspicious.")
    boolean force;

    static final class Mode {
        @Option(names = "--quick", description = "Only what has changed (default).")
        boolean quick;

        @Option(names = "--full", description = "Everything.")
        boolean full;
    }

    @Override
    public void run() {
        GlobalOptions session = gateway.session;
        JsonView requested =
                session.api().post("/sync", GlobalOptions.body("mode", mode.full ? "full" : "quick", "force", force));
        JsonView view = session.await(requested);
        JsonView result = view.at("result");
        session.show(result, out -> print(view, result, out));
        if (result.at("outcome").isThere()
                && !result.at("outcome")
                        .text()
                        .toLowerCase(java.util.Locale.ROOT)
                        .matches("success|partial")) {
            throw new CliException(
                    CliException.FAILED,
                    "the sync was " + result.at("outcome").text() + ": "
                            + result.at("reason").text()
                            + (result.at("outcome").is("suspicious")
                                    ? ". If that is right: ./gateway sync --" + (mode.full ? "full" : "quick")
                                            + " --force"
                                    : ""));
        }
    }

    private static void print(JsonView view, JsonView result, PrintWriter out) {
        Table table = new Table("CATEGORY", "RESOURCES", "ADDED", "UPDATED", "REMOVED", "PROBLEM");
        result.at("lines")
                .list()
                .forEach(line -> table.row(
                        line.at("name"),
                        line.at("resources"),
                        line.at("added"),
                        line.at("updated"),
                        line.at("removed"),
                        line.at("problem").isThere() ? line.at("problem") : ""));
        if (!table.isEmpty()) {
            table.print(out);
            out.println();
        }
        out.println(
                result.at("outcome").isThere()
                        ? result.at("outcome").text() + ": "
                                + result.at("resources").text() + " resources, "
                                + result.at("added").text() + " added, "
                                + result.at("updated").text() + " updated, "
                                + result.at("removed").text() + " removed"
                        : view.at("message").text());
    }
}
