package dev.gatewaysync.e2e;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nights in which something is away that the gateway stands on. */
final class ServerNights {
    private ServerNights() {}

    static List<Night> all() {
        return List.of(new MainAppDown(), new BrokerGone(), new DiskFull());
    }

    private static final class MainAppDown implements Night {
        @Override
        public String name() {
            return "main-app-down";
        }

        @Override
        public String fault() {
            return "the main app ends";
        }

        @Override
        public String rule() {
            return "main-app";
        }

        @Override
        public String said() {
            return "The main app is offline";
        }

        @Override
        public String cure() {
            return "start the main app";
        }

        @Override
        public boolean isSeenByMembers() {
            return false;
        }

        @Override
        public void begin(NightStage stage) {
            stage.app.close();
        }

        @Override
        public void end(NightStage stage, Phone phone) {
            stage.app = stage.app.again();
        }
    }

    private static final class BrokerGone implements Night {
        private @Nullable NightBroker broker;

        @Override
        public String name() {
            return "broker-gone";
        }

        @Override
        public String fault() {
            return "RabbitMQ is killed";
        }

        @Override
        public String rule() {
            return "broker";
        }

        @Override
        public String said() {
            return "broker";
        }

        @Override
        public String cure() {
            return "start RabbitMQ";
        }

        @Override
        public Map<String, String> settings(NightStage stage) throws Exception {
            broker = stage.opened(NightBroker.start(stage.directory.resolve("rabbitmq")));
            return Map.of("RABBITMQ_URL", broker.url());
        }

        @Override
        public void begin(NightStage stage) throws Exception {
            broker().kill();
        }

        @Override
        public void end(NightStage stage, Phone phone) throws Exception {
            broker().startAgain();
        }

        private NightBroker broker() {
            if (broker == null) {
                throw new IllegalStateException("It has not been started");
            }
            return broker;
        }
    }

    private static final class DiskFull implements Night {
        private @Nullable SmallDisk disk;

        @Override
        public String name() {
            return "disk-full";
        }

        @Override
        public String fault() {
            return "the disk of database, broker and spool is full to the last byte";
        }

        @Override
        public String rule() {
            // Whether it can be noted depends on the room that the database's own files still have.
            return "disk|database";
        }

        @Override
        public String said() {
            return "disk";
        }

        @Override
        public String cure() {
            return "make room";
        }

        @Override
        public Map<String, String> settings(NightStage stage) throws Exception {
            disk = SmallDisk.mount(stage.directory.resolve("disk"));
            stage.afterAll(disk);
            Path data = disk.folder().resolve("data");
            return Map.of("GATEWAY_DATA_DIR", data.toString());
        }

        @Override
        public void begin(NightStage stage) throws Exception {
            disk().fill();
        }

        @Override
        public void end(NightStage stage, Phone phone) throws Exception {
            disk().free();
        }

        private SmallDisk disk() {
            if (disk == null) {
                throw new IllegalStateException("It has not been mounted");
            }
            return disk;
        }
    }
}
