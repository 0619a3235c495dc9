package dev.gatewaysync.e2e;

import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;

/** Nobody can be told of it by a program: whoever imported it finds out. */
record WrongImportNight() implements Night {
    private static final int UPDATES = 500;

    @Override
    public String name() {
        return "wrong-import";
    }

    @Override
    public String fault() {
        return "somebody imports another app's history";
    }

    @Override
    public String rule() {
        return "";
    }

    @Override
    public String said() {
        return "";
    }

    @Override
    public String cure() {
        return "senders stopped; export, without what is wrong; Restore the backup of before; import the export";
    }

    @Override
    public boolean isSeenByMembers() {
        return false;
    }

    @Override
    public void prepare(NightStage stage) {
        stage.command("backup", "create");
    }

    @Override
    public void begin(NightStage stage) throws Exception {
        Path file = stage.directory.resolve("wrong.ndjson");
        Files.write(
                file,
                IntStream.range(0, UPDATES)
                        .mapToObj(
                                n ->
                                        "{\"id\":\"wrong-%1$d\",\"timestamp\":\"2024-01-01T00:00:00Z\",\"type\":\"bug-fixed\","
                                                        .formatted(n)
                                                + "\"description\":\"Wrong\",\"details\":{\"title\":\"Wrong\"},\"source\":\"main-app\"}")
                        .toList());
        String said = stage.command("updates", "import", file.toString());
        if (!said.contains(UPDATES + " imported")) {
            throw new AssertionError(said);
        }
    }

    @Override
    public void end(NightStage stage, Phone phone) throws Exception {
        stage.pauseSenders(true);
        await("all is recorded and shown")
                .atMost(Duration.ofMinutes(2))
                .until(() -> stage.console()
                        .get("/updates?status=pending&count=1")
                        .path("updates")
                        .isEmpty());
        Path right = stage.directory.resolve("right.ndjson");
        Files.write(
                right,
                stage.console()
                        .text("/updates/export?format=ndjson")
                        .lines()
                        .filter(line -> !line.contains("\"wrong-"))
                        .toList());
        phone.open("/");
        phone.tap("Menu");
        phone.follow("System");
        phone.tap("Restore gateway-");
        phone.follow("Yes, restore it");
        phone.awaitText("is restored");
        stage.command("updates", "import", right.toString());
        stage.pauseSenders(false);
    }
}
