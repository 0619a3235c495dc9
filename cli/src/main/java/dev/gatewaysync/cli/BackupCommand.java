package dev.gatewaysync.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(mixinStandardHelpOptions = true, name = "backup", description = "Makes, lists, verifies and restores backups.")
final class BackupCommand implements Runnable {
    @ParentCommand
    GatewayCommand gateway = new GatewayCommand();

    @Spec
    @org.jspecify.annotations.Nullable
    CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Say create, list, verify or restore.");
        }
    }

    @Command(mixinStandardHelpOptions = true, description = "Makes one now.")
    void create() {
        finish(gateway.session.api().post("/backups", Map.of()));
    }

    @Command(mixinStandardHelpOptions = true, description = "Lists them, the newest first.")
    void list() {
        JsonView view = gateway.session.api().get("/backups");
        gateway.session.show(view, out -> {
            Table table = new Table("FILE", "MADE", "BYTES", "UPDATES", "CHECK");
            view.at("backups")
                    .list()
                    .forEach(backup -> table.row(
                            backup.at("file"),
                            backup.at("createdAt"),
                            backup.at("sizeBytes"),
                            backup.at("updates"),
                            backup.at("outcome")));
            table.print(out);
        });
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Restores one into a scratch database and compares counts and checksums.")
    void verify(@Parameters(paramLabel = "FILE") String file) {
        finish(gateway.session.api().post("/backups/" + Api.encoded(file) + "/verify", Map.of()));
    }

    @Command(mixinStandardHelpOptions = true, description = "Puts a backup's contents back. Asks for --yes.")
    void restore(
            @Parameters(paramLabel = "FILE") String file,
            @Option(names = "--yes", description = "Do it.") boolean yes) {
        if (!yes) {
            throw new CliException(
                    CliException.WRONG_USE, "restoring changes the database; repeat with --yes to do it");
        }
        finish(gateway.session.api().post("/backups/" + Api.encoded(file) + "/restore", Map.of()));
    }

    private void finish(JsonView requested) {
        JsonView view = gateway.session.await(requested);
        JsonView result = view.at("result");
        boolean bad = result.at("ok").is(false);
        gateway.session.show(result, out -> {
            out.println((bad ? "✗ " : "✓ ") + view.at("message").text());
            result.entries().forEach((name, value) -> out.println("  " + name + ": " + value.text()));
        });
        if (bad) {
            throw new CliException(CliException.FAILED, "this backup cannot be restored");
        }
    }
}
