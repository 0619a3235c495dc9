package dev.gatewaysync.sync.retention;

import dev.gatewaysync.storage.Database;
import dev.gatewaysync.storage.history.UpdateHistory;
import dev.gatewaysync.sync.database.WorkerTransactions;
import dev.gatewaysync.sync.schedule.ClusterLock;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.JdbcTemplate;

/** {@code RetentionProcess DATABASE REDIS FOLDER NOW}: moves old updates once, in a process that a test may kill. */
final class RetentionProcess {
    private RetentionProcess() {}

    public static void main(String[] args) {
        LettuceConnectionFactory redis =
                new LettuceConnectionFactory(LettuceConnectionFactory.createRedisConfiguration(args[1]));
        redis.afterPropertiesSet();
        redis.start();
        Database database = Database.open(args[0]);
        new HistoryRetention(
                        new OneBatch(new JdbcTemplate(database.dataSource())),
                        new UpdateHistory(database.jdbc()),
                        new WorkerTransactions(database.transactions()),
                        new ClusterLock(new StringRedisTemplate(redis), Executors.newSingleThreadScheduledExecutor()),
                        new RetentionSettings(Optional.of(RetentionIT.KEEP), Optional.of(Path.of(args[2]))),
                        InstantSource.fixed(Instant.parse(args[3])))
                .tick();
        System.exit(0);
    }

    /** Begins no second one, so that a test that is late to kill it finds it alive and something left to do. */
    private static final class OneBatch extends ArchiveTable {
        private boolean isBegun;

        OneBatch(JdbcTemplate jdbc) {
            super(jdbc);
        }

        @Override
        List<String> due(Instant olderThan, int count) {
            if (isBegun) {
                awaitTheEnd();
            }
            isBegun = true;
            return super.due(olderThan, count);
        }

        private static void awaitTheEnd() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
