package dev.gatewaysync.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        mixinStandardHelpOptions = true,
        name = "send",
        description = "Sends one signed event, as the main app would.",
        footer = {"", "Example: gateway send bug-fixed --data '{\"title\": \"Search finds umlauts\"}'"})
final class SendCommand implements Runnable {
    @ParentCommand
    GatewayCommand gateway = new GatewayCommand();

    @Parameters(paramLabel = "TYPE", description = "For example bug-fixed.")
    String type = "";

    @Option(names = "--data", paramLabel = "JSON|@FILE", description = "The event's data; @- reads it from the input.")
    @Nullable
    String data;

    @Override
    public void run() {
        Object parsed;
        try {
            parsed = Json.parse(text());
        } catch (IllegalArgumentException e) {
            throw new CliException(CliException.WRONG_USE, "--data is " + e.getMessage());
        }
        if (!(parsed instanceof Map)) {
            throw new CliException(CliException.WRONG_USE, "--data must be a JSON object");
        }
        JsonView view = gateway.session.api().post("/events", GlobalOptions.body("type", type, "data", parsed));
        gateway.session.show(
                view, out -> out.println("✓ accepted as " + view.at("id").text()));
    }

    private String text() {
        if (data == null) {
            return "{}";
        }
        try {
            return data.equals("@-")
                    ? new String(System.in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    : data.startsWith("@") ? Files.readString(Path.of(data.substring(1))) : data;
        } catch (IOException e) {
            throw new CliException(CliException.WRONG_USE, "cannot read " + data.substring(1));
        }
    }
}
