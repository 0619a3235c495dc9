package dev.gatewaysync.service.disk;

import dev.gatewaysync.events.EventJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.core.JacksonException;

/**
 * How much room the services have where they keep things: in the hash {@code gateway:disk}, a field for each folder of each
 * instance of a service. Every method but {@link #own} throws while Redis does not answer.
 */
public final class DiskReports {
    private static final Duration HEARD = Duration.ofMinutes(3);
    private static final Duration KEPT = Duration.ofHours(1);
    private static final String KEY = "gateway:disk";

    private final StringRedisTemplate redis;
    private final OwnDisks own;

    public DiskReports(StringRedisTemplate redis, OwnDisks own) {
        this.redis = redis;
        this.own = own;
    }

    /**
     * @param folder as the service's settings name it
     * @param free bytes that may still be written
     * @param total bytes of the disk
     */
    public record Disk(String service, String folder, long free, long total, Instant at) {}

    /** @param instance tells it from the service's others, whose disks are others */
    void tell(Disk disk, String instance) {
        redis.opsForHash()
                .put(
                        KEY,
                        disk.service() + " " + instance + " " + disk.folder(),
                        EventJson.mapper().writeValueAsString(disk));
    }

    /** Those of this service itself, by looking. */
    public List<Disk> own(Instant now) {
        return own.now(now);
    }

    /** Those that have been told of lately; several of one folder, where a service has several instances. */
    public List<Disk> now(Instant now) {
        List<Disk> disks = new ArrayList<>();
        redis.opsForHash().entries(KEY).forEach((field, json) -> {
            Disk disk = read(String.valueOf(json));
            if (disk.at().isBefore(now.minus(KEPT))) {
                redis.opsForHash().delete(KEY, field);
            } else if (!disk.at().isBefore(now.minus(HEARD))) {
                disks.add(disk);
            }
        });
        return disks;
    }

    private static Disk read(String json) {
        try {
            return EventJson.mapper().readValue(json, Disk.class);
        } catch (JacksonException e) {
            return new Disk("", "", 0, 0, Instant.EPOCH);
        }
    }
}
