package dev.gatewaysync.cli;

import java.util.Collections;
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
        name = "target",
        description = "The places in Discord that are sent to: list, pause, resume.")
final class TargetCommand implements Runnable {
    @ParentCommand
    GatewayCommand gateway = new GatewayCommand();

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Say list, pause or resume.");
        }
    }

    @Command(mixinStandardHelpOptions = true, description = "How each stands, and why.")
    void list() {
        JsonView view = new JsonView(Map.of(
                "targets",
                gateway.session.api().get("/status").at("targets").list().stream()
                        .map(target -> target.value() == null ? Map.of() : target.value())
                        .toList()));
        gateway.session.show(view, out -> {
            Table table = new Table("TARGET", "CHANNEL", "STATE", "SINCE", "WHY");
            view.at("targets")
                    .list()
                    .forEach(target -> table.row(
                            target.at("name"),
                            target.at("channel"),
                            target.at("status"),
                            target.at("since"),
                            target.at("reason").isThere() ? target.at("reason") : ""));
            table.print(out);
        });
    }

    @Command(mixinStandardHelpOptions = true, description = "What is planned for it waits until it is resumed.")
    void pause(
            @Parameters(paramLabel = "TARGET", description = "As in target list.") String target,
            @Option(names = "--why", paramLabel = "TEXT", description = "For the others, and for the audit log.")
                    @Nullable
                    String why) {
        ask("pause", target, why);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Ends a pause, and tries one again now that Discord has refused.")
    void resume(
            @Parameters(paramLabel = "TARGET", description = "As in target list.") String target,
            @Option(names = "--why", paramLabel = "TEXT", description = "For the audit log.") @Nullable String why) {
        ask("resume", target, why);
    }

    private void ask(String what, String target, @Nullable String why) {
        String path = Api.query("/targets/" + Api.encoded(target) + "/" + what, Collections.singletonMap("why", why));
        JsonView answer = gateway.session.await(gateway.session.api().post(path, Map.of()));
        gateway.session.show(
                answer,
                out -> out.println("✓ " + target + ": " + answer.at("message").text() + "; "
                        + answer.at("result").at("waiting").text() + " waiting"));
    }
}
