package dev.gatewaysync.e2e;

import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Nights in which what comes in is wrong. */
final class DataNights {
    private DataNights() {}

    static List<Night> all() {
        return List.of(new Backlog(), new PoisonEvent(), new WrongImportNight(), new CatalogueBroken());
    }

    /** More than Discord takes for a while; by the bot, whose limit is the larger one. */
    private record Backlog() implements Night {
        private static final int EVENTS = Integer.getInteger("nights.backlog", 10_000);
        private static final int SENDERS = 16;
        private static final Duration DRAINED_WITHIN = Duration.ofSeconds(EVENTS / 5 + 300);

        @Override
        public String name() {
            return "backlog";
        }

        @Override
        public String fault() {
            return "many events at once";
        }

        @Override
        public String rule() {
            return "deliveries-late";
        }

        @Override
        public String said() {
            return "wait to be shown in Discord";
        }

        @Override
        public String cure() {
            return "nothing: Discord's limits let 600 cards a minute through; well is counted from the last card on";
        }

        @Override
        public Map<String, String> settings(NightStage stage) {
            return Map.of("DISCORD_WEBHOOK_URL", "", "DISCORD_ROUTES", "bug-fixed=updates");
        }

        @Override
        public void begin(NightStage stage) throws Exception {
            try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> sending = new ArrayList<>();
                for (int sender = 0; sender < SENDERS; sender++) {
                    int number = sender;
                    sending.add(senders.submit(() -> {
                        for (int n = 0; n < EVENTS / SENDERS; n++) {
                            String mark = "backlog%02dn%04d".formatted(number, n);
                            stage.send(
                                    "sender" + number,
                                    mark,
                                    "bug-fixed",
                                    "{\"title\":\"" + mark + "\"}",
                                    List.of("updates"));
                        }
                        return null;
                    }));
                }
                for (Future<?> each : sending) {
                    each.get();
                }
            }
        }

        @Override
        public void end(NightStage stage, Phone phone) {
            await("the last card")
                    .atMost(DRAINED_WITHIN)
                    .ignoreExceptions()
                    .until(() -> stage.status().path("lanes").isEmpty());
        }
    }

    /** A card that cannot be made of one event, while others of its type can be shown. */
    private record PoisonEvent() implements Night {
        private static final String CONFIG = """
                version: 1
                types:
                  order-placed: { fields: { item: text!, amount: text }, example: { item: Tea, amount: "3" } }
                cards:
                  order-placed:
                    title: "{{ item }}"
                    text: "{{ %s }}"
                """;

        @Override
        public String name() {
            return "poison-event";
        }

        @Override
        public String fault() {
            return "an event of which no card can be made";
        }

        @Override
        public String rule() {
            return "failed-messages";
        }

        @Override
        public String said() {
            return "message has failed";
        }

        @Override
        public String cure() {
            return "correct the card in `gateway.yml`; Reload; replay it";
        }

        @Override
        public boolean isSeenByMembers() {
            return false;
        }

        @Override
        public Map<String, String> settings(NightStage stage) throws Exception {
            return Map.of(
                    "GATEWAY_CONFIG",
                    Files.writeString(config(stage), CONFIG.formatted("$number(amount)"))
                            .toString());
        }

        @Override
        public boolean isReplayed() {
            return true;
        }

        private static Path config(NightStage stage) {
            return stage.directory.resolve("gateway.yml");
        }

        @Override
        public void begin(NightStage stage) throws Exception {
            stage.send("orders", "good0", "order-placed", "{\"item\":\"good0\",\"amount\":\"3\"}", List.of("updates"));
            stage.send(
                    "orders", "bad0", "order-placed", "{\"item\":\"bad0\",\"amount\":\"three\"}", List.of("updates"));
            stage.send("orders", "good1", "order-placed", "{\"item\":\"good1\",\"amount\":\"4\"}", List.of("updates"));
        }

        @Override
        public void end(NightStage stage, Phone phone) throws Exception {
            phone.open("/");
            phone.follow("1 message has failed");
            Files.writeString(config(stage), CONFIG.formatted("amount"));
            phone.tap("Menu");
            phone.follow("Configuration");
            phone.follow("Reload");
            phone.tap("Menu");
            phone.follow("Failed");
            phone.follow("Replay 1:");
            phone.follow("Replay it");
        }
    }

    private record CatalogueBroken() implements Night {
        @Override
        public String name() {
            return "catalogue-broken";
        }

        @Override
        public String fault() {
            return "a category's file is gone from the main app, and its start page comes instead";
        }

        @Override
        public String rule() {
            return "catalogue-drift";
        }

        @Override
        public String said() {
            return "cannot be read";
        }

        @Override
        public String cure() {
            return "put the file back; Full sync now";
        }

        @Override
        public boolean isSeenByMembers() {
            return false;
        }

        @Override
        public Map<String, String> settings(NightStage stage) {
            // What nobody has looked at nobody can tell: from the sync on it has to be said.
            return Map.of("QUICK_SYNC_INTERVAL", "20s");
        }

        @Override
        public void begin(NightStage stage) {
            stage.app.remove("/data/ai.json");
        }

        @Override
        public void end(NightStage stage, Phone phone) throws Exception {
            stage.app.put("/data/ai.json", NightStage.AI_TOOLS);
            phone.open("/");
            phone.follow("cannot be read");
            phone.follow("Full sync now");
        }
    }
}
