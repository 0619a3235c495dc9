package dev.gatewaysync.sync.retention;

import dev.gatewaysync.storage.Database;
import dev.gatewaysync.storage.UpdateHistory;
import dev.gatewaysync.sync.database.WorkerTransactions;
import dev.gatewaysync.sync.schedule.ClusterLock;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
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
                        new ArchiveTable(new JdbcTemplate(database.dataSource())),
                        new UpdateHistory(database.jdbc()),
                        new WorkerTransactions(database.transactions()),
                        new ClusterLock(new StringRedisTemplate(redis), Executors.newSingleThreadScheduledExecutor()),
                        new RetentionSettings(Optional.of(RetentionIT.KEEP), Optional.of(Path.of(args[2]))),
                        InstantSource.fixed(Instant.parse(args[3])))
                .tick();
        System.exit(0);
    }
}
