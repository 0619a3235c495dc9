package dev.gatewaysync.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        mixinStandardHelpOptions = true,
        name = "audit",
        description = "Who did what, from where and why; the newest first.")
final class AuditCommand implements Runnable {
    @ParentCommand
    GatewayCommand gateway = new GatewayCommand();

    @Option(names = "--count", paramLabel = "N", description = "1 to 500; default 50.")
    int count = 50;

    @Option(names = "--since", paramLabel = "TIME", description = "A time, a date, or an age such as 2h.")
    @Nullable
    String since;

    @Override
    public void run() {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("count", count);
        parameters.put("since", since);
        JsonView view = gateway.session.api().get(Api.query("/audit", parameters));
        gateway.session.show(view, out -> {
            Table table = new Table("WHEN", "WHO", "BY", "FROM", "WHAT", "WHY");
            view.at("audit")
                    .list()
                    .forEach(entry -> table.row(
                            entry.at("at"),
                            entry.at("operator"),
                            entry.at("proof").isThere() ? entry.at("proof") : "",
                            entry.at("address"),
                            entry.at("action").text() + " "
                                    + entry.at("subject").text(),
                            entry.at("reason").isThere() ? entry.at("reason") : ""));
            table.print(out);
        });
    }
}
