package dev.gatewaysync.console.overview;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.gatewaysync.service.reload.ConfigVotes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.dao.DataAccessException;

/**
 * By which {@code gateway.yml} the services run.
 *
 * @param hash of the file, if all run by the same; empty without a file, or where they differ
 * @param services service → the hashes of its replicas
 */
public record ConfigStatus(String hash, Map<String, List<String>> services) {
    static final ConfigStatus UNKNOWN = new ConfigStatus("", Map.of());

    public static ConfigStatus of(ConfigVotes votes, Instant now) {
        Map<String, TreeSet<String>> services = new TreeMap<>();
        try {
            votes.running(now)
                    .values()
                    .forEach(running -> services.computeIfAbsent(running.service(), name -> new TreeSet<>())
                            .add(running.hash()));
        } catch (DataAccessException e) {
            return UNKNOWN;
        }
        Map<String, List<String>> shown = new TreeMap<>();
        services.forEach((service, hashes) -> shown.put(service, List.copyOf(hashes)));
        List<String> all =
                shown.values().stream().flatMap(List::stream).distinct().toList();
        return new ConfigStatus(all.size() == 1 ? all.getFirst() : "", shown);
    }

    /** Whether two services, or two replicas of one, run by different files. */
    @JsonIgnore
    public boolean differs() {
        return services.values().stream().flatMap(List::stream).distinct().count() > 1;
    }
}
