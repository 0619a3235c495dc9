package dev.gatewaysync.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.stream.Collectors;
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
        name = "user",
        description =
                "Who may log in: add, list, password, role, remove. For admins, and for OPS_TOKEN until there is one.")
final class UserCommand implements Runnable {
    private static final String NAME = "As in user list.";

    @ParentCommand
    GatewayCommand gateway = new GatewayCommand();

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Say add, list, password, role or remove.");
        }
    }

    @Command(mixinStandardHelpOptions = true, description = "Who may log in, and what they may.")
    void list() {
        JsonView view = gateway.session.api().get("/users");
        gateway.session.show(view, out -> {
            Table table = new Table("NAME", "ROLE", "LAST LOG-IN", "ADDED", "BY");
            view.at("users")
                    .list()
                    .forEach(user -> table.row(
                            user.at("name"),
                            user.at("role"),
                            user.at("lastLoginAt").isThere() ? user.at("lastLoginAt") : "never",
                            user.at("createdAt"),
                            user.at("createdBy")));
            table.print(out);
        });
    }

    @Command(mixinStandardHelpOptions = true, description = "Somebody more may log in. Tells the password, once.")
    void add(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--role", paramLabel = "ROLE", required = true, description = "reader, operator or admin.")
                    String role,
            @Option(names = "--password-stdin", description = "Reads the password's line instead of making one.")
                    boolean read) {
        JsonView made = gateway.session
                .api()
                .post("/users", GlobalOptions.body("name", name, "role", role, "password", password(read)));
        tell(made, " may log in as " + made.at("role").text());
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Another password; ends the user's sessions. Tells the password, once.")
    void password(
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Option(names = "--password-stdin", description = "Reads the password's line instead of making one.")
                    boolean read) {
        tell(
                gateway.session.api().post(path(name, "password"), GlobalOptions.body("password", password(read))),
                " has another password, and all sessions have ended");
    }

    @Command(mixinStandardHelpOptions = true, description = "What a user may, from the next request on.")
    void role(
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Parameters(paramLabel = "ROLE", description = "reader, operator or admin.") String role) {
        JsonView user = gateway.session.api().post(path(name, "role"), GlobalOptions.body("role", role));
        gateway.session.show(
                user,
                out -> out.println(
                        "✓ " + user.at("name").text() + " is " + user.at("role").text()));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Ends the user's sessions and revokes the tokens that they own.")
    void remove(@Parameters(paramLabel = "NAME", description = NAME) String name) {
        JsonView removed = gateway.session.api().post(path(name, "remove"), Map.of());
        gateway.session.show(removed, out -> {
            out.println("✓ " + removed.at("name").text() + " may log in no more");
            names(removed.at("tokens"), "  these tokens stay: ", out);
        });
    }

    private void tell(JsonView made, String what) {
        gateway.session.show(made, out -> {
            out.println("✓ " + made.at("name").text() + what);
            if (made.at("password").isThere()) {
                out.println("  password: " + made.at("password").text());
            }
            names(made.at("adminTokens"), "  these tokens are admins' already: ", out);
        });
    }

    private static void names(JsonView tokens, String what, PrintWriter out) {
        String names = tokens.list().stream().map(JsonView::text).collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            out.println(what + names);
        }
    }

    private static String path(String name, String what) {
        return "/users/" + Api.encoded(name) + "/" + what;
    }

    private static @Nullable String password(boolean read) {
        return read ? StandardInput.line() : null;
    }
}
