package dev.gatewaysync.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What gateway.yml says. Its work is in classes of their own: their libraries are there for this command alone. */
@Command(
        mixinStandardHelpOptions = true,
        name = "config",
        description = "Checks gateway.yml and shows what it makes of events and requests.",
        footer = {
            "",
            "Example: gateway config preview order-placed --data '{\"item\": \"Mug\"}'",
            "check, preview and try need nothing running."
        })
final class ConfigCommand implements Runnable {
    @ParentCommand
    GatewayCommand gateway = new GatewayCommand();

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Say check, preview, try or reload.");
        }
    }

    @Command(mixinStandardHelpOptions = true, description = "All mistakes, each with its line and column.")
    int check(
            @Parameters(arity = "0..1", paramLabel = "FILE", description = "Else GATEWAY_CONFIG, else gateway.yml.")
                    @Nullable
                    Path file) {
        return new ConfigCheck(gateway.session, LocalConfig.of(file)).run();
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Where an event would go, and its card; Discord's JSON with -o json.")
    void preview(
            @Parameters(paramLabel = "TYPE", description = "For example bug-fixed, or one of your own.") String type,
            @Option(
                            names = "--data",
                            paramLabel = "JSON|@FILE",
                            description = "The event's data; the type's example if left out.")
                    @Nullable
                    String data,
            @Option(names = "--target", paramLabel = "NAME", description = "As it is shown there.") @Nullable
                    String target) {
        new ConfigPreview(gateway.session, LocalConfig.of(null)).run(type, data, target);
    }

    @Command(
            name = "try",
            mixinStandardHelpOptions = true,
            description = "What a source would make of a request: the event, or why it is ignored.")
    int tried(
            @Parameters(paramLabel = "SOURCE", description = "Of sources in gateway.yml.") String source,
            @Option(
                            names = "--body",
                            required = true,
                            paramLabel = "JSON|@FILE",
                            description =
                                    "Of the request; a form with --header 'Content-Type: application/x-www-form-urlencoded'.")
                    String body,
            @Option(names = "--header", paramLabel = "'K: V'", description = "Again for each header.") @Nullable
                    List<String> headers,
            @Option(names = "--query", paramLabel = "K=V", description = "Again for each parameter.") @Nullable
                    List<String> query) {
        return new ConfigTry(gateway.session, LocalConfig.of(null))
                .run(
                        source,
                        argument("--body", body),
                        headers == null ? List.of() : headers,
                        query == null ? List.of() : query);
    }

    @Command(mixinStandardHelpOptions = true, description = "The running services take the file anew, all or none.")
    void reload() {
        JsonView answer = gateway.session.api().post("/config/reload", GlobalOptions.body());
        gateway.session.show(answer, out -> {
            out.println("✓ " + answer.at("message").text());
            answer.at("notes").list().forEach(note -> out.println("! " + note.text()));
        });
    }

    /** The text of an argument, or of the file that it names with {@code @}. */
    static String argument(String option, String text) {
        if (!text.startsWith("@")) {
            return text;
        }
        try {
            return text.equals("@-")
                    ? new String(System.in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    : java.nio.file.Files.readString(Path.of(text.substring(1)));
        } catch (java.io.IOException e) {
            throw new CliException(
                    CliException.WRONG_USE, option + " names a file that cannot be read: " + text.substring(1));
        }
    }
}
