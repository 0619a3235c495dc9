package dev.gatewaysync.cli;

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
        name = "token",
        description =
                "Tokens of programs and people: add, list, revoke. For admins, and for OPS_TOKEN until there is one.")
final class TokenCommand implements Runnable {
    @ParentCommand
    GatewayCommand gateway = new GatewayCommand();

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Say add, list or revoke.");
        }
    }

    @Command(mixinStandardHelpOptions = true, description = "What each may, until when, and when it was used last.")
    void list() {
        JsonView view = gateway.session.api().get("/tokens");
        gateway.session.show(view, out -> {
            Table table = new Table("NAME", "ROLE", "OWNER", "ENDS", "LAST USED", "ADDED", "BY");
            view.at("tokens")
                    .list()
                    .forEach(token -> table.row(
                            token.at("name"),
                            token.at("role"),
                            token.at("owner").isThere() ? token.at("owner") : "a program",
                            token.at("expired").is(true)
                                    ? "expired"
                                    : token.at("expiresAt").isThere() ? token.at("expiresAt") : "never",
                            token.at("lastUsedAt").isThere() ? token.at("lastUsedAt") : "never",
                            token.at("createdAt"),
                            token.at("createdBy")));
            table.print(out);
        });
    }

    @Command(mixinStandardHelpOptions = true, description = "Makes a token and tells it, once.")
    void add(
            @Parameters(paramLabel = "NAME", description = "What the audit log calls it.") String name,
            @Option(names = "--role", paramLabel = "ROLE", required = true, description = "reader, operator or admin.")
                    String role,
            @Option(
                            names = "--owner",
                            paramLabel = "USER",
                            description = "Whose it is: it may no more than they may, and goes with them.")
                    @Nullable
                    String owner,
            @Option(
                            names = "--expires",
                            paramLabel = "TIME",
                            description = "Such as 12h or 90d, or a date; without, it does not end.")
                    @Nullable
                    String expires) {
        JsonView made = gateway.session
                .api()
                .post("/tokens", GlobalOptions.body("name", name, "role", role, "owner", owner, "expires", expires));
        gateway.session.show(made, out -> {
            out.println("✓ token " + made.at("name").text() + ", "
                    + made.at("role").text()
                    + (made.at("expiresAt").isThere()
                            ? ", until " + LocalTimes.in(made.at("expiresAt").text())
                            : ""));
            out.println("  token: " + made.at("secret").text());
        });
    }

    @Command(mixinStandardHelpOptions = true, description = "It lets nobody in any more, at once.")
    void revoke(@Parameters(paramLabel = "NAME", description = "As in token list.") String name) {
        JsonView revoked = gateway.session.api().post("/tokens/" + Api.encoded(name) + "/revoke", Map.of());
        gateway.session.show(
                revoked, out -> out.println("✓ token " + revoked.at("name").text() + " is revoked"));
    }
}
