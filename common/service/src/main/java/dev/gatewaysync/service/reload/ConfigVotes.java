package dev.gatewaysync.service.reload;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatewaysync.events.EventJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.core.JacksonException;

/**
 * How the services agree on a new {@code gateway.yml}, in Redis: each says what it runs by; whoever reloads proposes, each
 * service votes on what it has read, and only where all can take the same is it taken. Every method throws while Redis does not
 * answer.
 */
public final class ConfigVotes {
    /** A service that has not said anything for so long does not run. */
    public static final Duration ALIVE = Duration.ofSeconds(12);

    private static final Duration PROPOSAL_LASTS = Duration.ofMinutes(10);
    private static final String RUNNING = "gateway:config:running";
    private static final Duration LOCK_LASTS = Duration.ofMinutes(1);
    private static final String LOCK = "gateway:config:lock";
    private static final String PROPOSAL = "gateway:config:proposal";
    private static final String VOTES = "gateway:config:votes:";

    private final StringRedisTemplate redis;

    public ConfigVotes(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /**
     * What a service runs by.
     *
     * @param hash of its file; empty without one
     * @param taken id of the proposal that it has taken last; null for none since it started
     */
    public record Running(
            String service,
            String hash,
            Instant at,
            @Nullable String taken) {}

    /** @param agreed hash of the file that all can take, so that each takes it now; null while they are asked */
    public record Proposal(String id, @Nullable String agreed) {}

    /**
     * @param problems why it cannot take what it has read; none if it can
     * @param notes what is no mistake and probably not meant
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Vote(String service, String hash, List<String> problems, List<String> notes) {
        /** An earlier version notes nothing. */
        public Vote {
            notes = Objects.requireNonNullElse(notes, List.of());
        }
    }

    void running(String instance, Running running) {
        redis.opsForHash().put(RUNNING, instance, json(running));
    }

    void gone(String instance) {
        redis.opsForHash().delete(RUNNING, instance);
    }

    /** By instance, those that run at {@code now}. */
    public Map<String, Running> running(Instant now) {
        Map<String, Running> alive = new TreeMap<>();
        redis.opsForHash().entries(RUNNING).forEach((instance, json) -> {
            Running running = read(String.valueOf(json), Running.class);
            if (running == null || running.at().isBefore(now.minus(Duration.ofHours(1)))) {
                redis.opsForHash().delete(RUNNING, instance);
            } else if (!running.at().isBefore(now.minus(ALIVE))) {
                alive.put(String.valueOf(instance), running);
            }
        });
        return alive;
    }

    /** Whether nobody else reloads now; if so, nobody else does until {@link #unlock}, or for a minute. */
    public boolean lock(String proposal) {
        return Boolean.TRUE.equals(redis.opsForValue().setIfAbsent(LOCK, proposal, LOCK_LASTS));
    }

    public void unlock(String proposal) {
        if (proposal.equals(redis.opsForValue().get(LOCK))) {
            redis.delete(LOCK);
        }
    }

    public void propose(Proposal proposal) {
        redis.opsForValue().set(PROPOSAL, json(proposal), PROPOSAL_LASTS);
    }

    @Nullable
    Proposal proposal() {
        String json = redis.opsForValue().get(PROPOSAL);
        return json == null ? null : read(json, Proposal.class);
    }

    void vote(String proposal, String instance, Vote vote) {
        redis.opsForHash().put(VOTES + proposal, instance, json(vote));
        redis.expire(VOTES + proposal, PROPOSAL_LASTS);
    }

    /** By instance. */
    public Map<String, Vote> votes(String proposal) {
        Map<String, Vote> votes = new TreeMap<>();
        redis.opsForHash().entries(VOTES + proposal).forEach((instance, json) -> {
            Vote vote = read(String.valueOf(json), Vote.class);
            if (vote != null) {
                votes.put(String.valueOf(instance), vote);
            }
        });
        return votes;
    }

    private static String json(Object value) {
        return EventJson.mapper().writeValueAsString(value);
    }

    private static <T> @Nullable T read(String json, Class<T> type) {
        try {
            return EventJson.mapper().readValue(json, type);
        } catch (JacksonException e) {
            return null;
        }
    }
}
