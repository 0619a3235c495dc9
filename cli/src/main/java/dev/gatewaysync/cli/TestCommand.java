package dev.gatewaysync.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        mixinStandardHelpOptions = true,
        name = "test",
        description = "Checks every part and says what to do about what does not work. Exits 1 if something does not.")
final class TestCommand implements Callable<Integer> {
    @ParentCommand
    GatewayCommand gateway = new GatewayCommand();

    @Option(names = "--post", description = "Also post a message to Discord (it is deleted again).")
    boolean post;

    @Override
    public Integer call() {
        Api api = gateway.session.api();
        JsonView view = post ? api.post("/doctor", Map.of()) : api.get("/doctor");
        gateway.session.show(view, out -> print(view, out));
        boolean failed = view.at("checks").list().stream()
                .anyMatch(check -> check.at("outcome").is("failed"));
        return failed ? CliException.FAILED : 0;
    }

    private static void print(JsonView view, PrintWriter out) {
        for (JsonView check : view.at("checks").list()) {
            out.printf(
                    "%s %-22s %s%n",
                    mark(check), check.at("name").text(), check.at("found").text());
            if (check.at("advice").isThere()) {
                out.println("    → " + check.at("advice").text());
            }
        }
    }

    private static String mark(JsonView check) {
        return switch (check.at("outcome").text()) {
            case "ok" -> "✓";
            case "failed" -> "✗";
            case "warning" -> "!";
            default -> "–";
        };
    }
}
