package dev.gatewaysync.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(mixinStandardHelpOptions = true, name = "updates", description = "The history, newest first.")
final class UpdatesCommand implements Runnable {
    enum Format {
        seed,
        ndjson,
        csv
    }

    @ParentCommand
    GatewayCommand gateway = new GatewayCommand();

    @Option(names = "--count", paramLabel = "N", description = "1 to 500; default 20.")
    int count = 20;

    @Option(names = "--type", paramLabel = "TYPE")
    @Nullable
    String type;

    @Option(names = "--source", paramLabel = "SOURCE")
    @Nullable
    String source;

    @Option(names = "--since", paramLabel = "TIME", description = "A time, a date, or an age such as 2h.")
    @Nullable
    String since;

    @Option(names = "--status", paramLabel = "STATUS", description = "synced, pending or failed.")
    @Nullable
    String status;

    @Option(
            names = "--search",
            paramLabel = "WORDS",
            description = "Words of the title, the data, the type or the id; \"in quotes\" as they stand.")
    @Nullable
    String search;

    @Option(names = "--follow", description = "Go on with those that come, the oldest first, until it is ended.")
    boolean follow;

    @Option(names = "--csv", description = "All that are asked for, however many, as a table for other programs.")
    boolean csv;

    @Override
    public void run() {
        if (follow) {
            new FollowedUpdates(gateway.session, type, source, since).run();
            return;
        }
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("type", type);
        parameters.put("source", source);
        parameters.put("since", since);
        parameters.put("status", status);
        parameters.put("q", search);
        if (csv) {
            parameters.put("format", Format.csv);
            try (InputStream in = gateway.session.api().stream(Api.query("/updates/export", parameters))) {
                print(in);
            } catch (IOException e) {
                throw ExportFile.brokeOff(e, "");
            }
            return;
        }
        parameters.put("count", count);
        JsonView view = gateway.session.api().get(Api.query("/updates", parameters));
        gateway.session.show(view, out -> {
            Table table = new Table("TIME", "TYPE", "SYNCED", "ID", "WHAT");
            view.at("updates")
                    .list()
                    .forEach(update -> table.row(
                            update.at("timestamp"),
                            update.at("type"),
                            update.at("synced").is(true) ? "yes" : "no",
                            update.at("id"),
                            update.at("description")));
            table.print(out);
        });
    }

    @Command(mixinStandardHelpOptions = true, description = "One update with everything that happened to it.")
    void show(
            @Parameters(
                            paramLabel = "ID",
                            description = "An id, its beginning, or the sign at a card's foot (#03F5G2K).")
                    String id) {
        JsonView life = gateway.session.api().get("/updates/" + Api.encoded(id));
        gateway.session.show(life, out -> print(life, out));
    }

    private static void print(JsonView life, PrintWriter out) {
        out.println(life.at("description").text());
        out.println();
        Table steps = new Table("WHEN", "WHAT");
        steps.row(
                life.at("timestamp"),
                "happened (" + life.at("type").text() + " from "
                        + life.at("source").text() + ")");
        steps.row(life.at("receivedAt"), "accepted");
        steps.row(life.at("recordedAt"), "recorded");
        if (life.at("plannedAt").isThere()) {
            steps.row(
                    life.at("plannedAt"),
                    life.at("deliveries").list().isEmpty() ? "shown nowhere in Discord" : "planned for Discord");
        }
        life.at("deliveries")
                .list()
                .forEach(delivery -> steps.row(
                        delivery.at("at"),
                        delivery.at("target").text() + ": "
                                + delivery.at("status").text()
                                + (delivery.at("heldUntil").isThere()
                                        ? ", held until "
                                                + LocalTimes.in(
                                                        delivery.at("heldUntil").text())
                                        : "")
                                + (delivery.at("messageUrl").isThere()
                                        ? " " + delivery.at("messageUrl").text()
                                        : "")
                                + (delivery.at("error").isThere()
                                        ? " " + delivery.at("error").text()
                                        : "")));
        steps.print(out);
        life.at("deliveries").list().stream()
                .filter(delivery -> delivery.at("attempts").number() > 1
                        || delivery.at("status").is("failed"))
                .forEach(delivery -> {
                    out.println();
                    out.println("Attempts at " + delivery.at("target").text() + ":");
                    Attempts.print(delivery.at("history"), out);
                });
        out.println();
        out.println(Json.pretty(life.at("details").value()));
    }

    @Command(mixinStandardHelpOptions = true, description = "Writes the whole history.")
    void export(
            @Option(
                            names = "--format",
                            paramLabel = "FORMAT",
                            description = "seed (one document, default), ndjson (one update a line) or csv (a table).")
                    @Nullable
                    Format format,
            @Option(names = "--file", paramLabel = "FILE", description = "Instead of the standard output.") @Nullable
                    Path file) {
        String path = "/updates/export?format=" + (format == null ? Format.seed : format);
        try (InputStream in = gateway.session.api().stream(path)) {
            if (file == null) {
                print(in);
            } else {
                ExportFile.at(file).take(in);
            }
        } catch (IOException e) {
            throw ExportFile.brokeOff(e, "");
        }
    }

    private void print(InputStream in) {
        try {
            new InputStreamReader(in, StandardCharsets.UTF_8).transferTo(gateway.session.out());
        } catch (IOException e) {
            throw ExportFile.brokeOff(e, "; what was printed is not whole");
        } finally {
            gateway.session.out().flush();
        }
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "import",
            description = "Takes a file that export has written; updates that are known already are skipped.")
    void load(@Parameters(paramLabel = "FILE") Path file) {
        JsonView counts;
        try (ImportFile updates = ImportFile.open(file)) {
            counts = new ImportRun(gateway.session, updates).run();
        } catch (FileSystemException e) {
            // Its message is the file's name over again.
            throw new CliException(CliException.WRONG_USE, "cannot read " + file);
        } catch (IOException e) {
            throw new CliException(CliException.WRONG_USE, "cannot read " + file + ": " + e.getMessage());
        }
        long refused = counts.at("refused").number();
        gateway.session.show(
                counts,
                out -> out.println("✓ " + counts.at("imported").number() + " imported, "
                        + counts.at("skipped").number() + " known already"
                        + (refused == 0 ? "" : ", " + refused + " are no updates")));
    }
}
