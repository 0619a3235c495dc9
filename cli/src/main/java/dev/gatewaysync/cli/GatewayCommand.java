package dev.gatewaysync.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code gateway} command. */
@Command(
        name = "gateway",
        mixinStandardHelpOptions = true,
        version = "Gateway Sync 0.1.0",
        description = "Operates a running gateway through its console's API.",
        footer = {
            "",
            "Also: gateway start (run everything), gateway demo (the same with samples).",
            "Exit codes: 0 done, 1 failed, 2 wrong use, 3 could not reach the gateway."
        },
        subcommands = {
            StatusCommand.class,
            UpdatesCommand.class,
            FailedCommand.class,
            StatsCommand.class,
            SyncCommand.class,
            SendCommand.class,
            ConfigCommand.class,
            BackupCommand.class,
            AlertsCommand.class,
            TargetCommand.class,
            ScheduleCommand.class,
            UserCommand.class,
            TokenCommand.class,
            AuditCommand.class,
            TestCommand.class,
            GenerateCompletion.class
        })
public final class GatewayCommand implements Runnable {
    @Mixin
    GlobalOptions session = new GlobalOptions();

    @Spec
    @org.jspecify.annotations.Nullable
    CommandSpec spec;

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(
                ColouredSigns.on(
                        new OutputStreamWriter(System.out, StandardCharsets.UTF_8),
                        Boolean.getBoolean("gateway.terminal"),
                        System.getenv()),
                true);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, arguments));
    }

    /** @return the exit code */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        GatewayCommand gateway = new GatewayCommand();
        CommandLine command = new CommandLine(gateway)
                .setOut(out)
                .setErr(err)
                // @file is ours to read, not a file of further arguments.
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    if (failure instanceof CliException known) {
                        err.println("gateway: " + known.getMessage());
                        return known.exitCode();
                    }
                    throw failure;
                });
        int exitCode = command.execute(arguments);
        gateway.session.close();
        out.flush();
        err.flush();
        return exitCode;
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new CommandLine.ParameterException(spec.commandLine(), "Say which command.");
        }
    }
}
