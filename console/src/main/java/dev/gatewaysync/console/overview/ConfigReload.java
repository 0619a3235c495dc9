package dev.gatewaysync.console.overview;

import dev.gatewaysync.console.ApiException;
import dev.gatewaysync.service.reload.ConfigVotes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Lets all running services take {@code gateway.yml} anew, or none. */
@Component
public final class ConfigReload {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 100;

    private final ConfigVotes votes;
    private final InstantSource clock;

    ConfigReload(ConfigVotes votes, InstantSource clock) {
        this.votes = votes;
        this.clock = clock;
    }

    /**
     * @param message for whoever asked
     * @param notes what is no mistake and probably not meant, one line each
     */
    public record Answer(String hash, List<String> services, String message, List<String> notes) {}

    /** @throws ApiException with why nothing has changed */
    public synchronized Answer reload() {
        String proposal = UUID.randomUUID().toString();
        if (!votes.lock(proposal)) {
            throw ApiException.conflict("Nothing has changed: somebody else reloads just now");
        }
        try {
            return reload(proposal);
        } finally {
            votes.unlock(proposal);
        }
    }

    private Answer reload(String proposal) {
        Map<String, ConfigVotes.Running> before = votes.running(clock.instant());
        Set<String> instances = before.keySet();
        votes.propose(new ConfigVotes.Proposal(proposal, null));
        await(() -> votes.votes(proposal).keySet().containsAll(instances));
        Map<String, ConfigVotes.Vote> given = votes.votes(proposal);
        refuse(instances, given);
        String hash = given.values().iterator().next().hash();
        boolean isSame =
                before.values().stream().allMatch(running -> running.hash().equals(hash));
        votes.propose(new ConfigVotes.Proposal(proposal, hash));
        boolean areAllThere = await(() -> votes.running(clock.instant()).values().stream()
                .allMatch(running -> proposal.equals(running.taken()) && hash.equals(running.hash())));
        List<String> services = given.values().stream()
                .map(ConfigVotes.Vote::service)
                .distinct()
                .sorted()
                .toList();
        String what = (hash.isEmpty() ? "no gateway.yml" : "gateway.yml " + hash.substring(0, 12))
                + (isSame ? ", which has not changed; the values of ${…} were read again" : "");
        return new Answer(
                hash,
                services,
                String.join(", ", services) + (areAllThere ? " have loaded " : " are about to load ") + what,
                given.values().stream()
                        .flatMap(vote -> vote.notes().stream())
                        .distinct()
                        .toList());
    }

    private static void refuse(Set<String> instances, Map<String, ConfigVotes.Vote> given) {
        Set<String> problems = new LinkedHashSet<>();
        given.values().forEach(vote -> problems.addAll(vote.problems()));
        if (!problems.isEmpty()) {
            throw ApiException.conflict("Nothing has changed. " + String.join("\n", problems));
        }
        if (given.isEmpty() || !given.keySet().containsAll(instances)) {
            throw ApiException.conflict("Nothing has changed: " + (instances.size() - given.size()) + " of "
                    + instances.size() + " services did not answer within " + PATIENCE.toSeconds() + " s");
        }
        Map<String, List<String>> byHash = given.values().stream()
                .collect(Collectors.groupingBy(
                        ConfigVotes.Vote::hash, Collectors.mapping(ConfigVotes.Vote::service, Collectors.toList())));
        if (byHash.size() > 1) {
            List<String> different = new ArrayList<>();
            byHash.forEach((hash, services) -> different.add(
                    String.join(", ", services) + ": " + (hash.isEmpty() ? "none" : hash.substring(0, 12))));
            throw ApiException.conflict(
                    "Nothing has changed: the services read different files (" + String.join("; ", different) + ")");
        }
    }

    private static boolean await(BooleanSupplier done) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
