package dev.gatewaysync.console.failed;

import dev.gatewaysync.console.ApiException;
import dev.gatewaysync.console.GivenTimes;
import dev.gatewaysync.console.KnownWords;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.storage.operator.DiscordTargets;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Failed messages as operators ask for them. */
@Component
public final class FailedSearch {
    private final FailedMessageQueries failures;
    private final DiscordTargets targets;
    private final KnownWords words;
    private final GivenTimes times;

    FailedSearch(FailedMessageQueries failures, DiscordTargets targets, KnownWords words, GivenTimes times) {
        this.failures = failures;
        this.targets = targets;
        this.words = words;
        this.times = times;
    }

    /** As given by an operator; null or empty does not filter. Otherwise as in {@link FailedFilter}. */
    public record Question(
            @Nullable String reason,
            @Nullable String queue,
            @Nullable String type,
            @Nullable String target,
            @Nullable String since,
            @Nullable String until,
            @Nullable String q) {
        public static final Question NONE = new Question(null, null, null, null, null, null, null);

        public boolean isEmpty() {
            return equals(NONE);
        }

        public Question {
            reason = given(reason);
            queue = given(queue);
            type = given(type);
            target = given(target);
            since = given(since);
            until = given(until);
            q = given(q);
        }

        private static @Nullable String given(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }
    }

    /** @throws ApiException if a time cannot be understood, or a type, target or queue is known nowhere; it names the nearest */
    public FailedFilter filter(Question question) {
        if (question.type() != null && !failures.types().contains(question.type())) {
            KnownWords.check("type", question.type(), words.types());
        }
        if (question.target() != null && !failures.targets().contains(question.target())) {
            KnownWords.check("target", question.target(), targets());
        }
        if (question.queue() != null && !failures.queues().contains(question.queue())) {
            KnownWords.check("queue", question.queue(), Topology.WORK_QUEUES);
        }
        return new FailedFilter(
                question.reason(),
                question.queue(),
                question.type(),
                question.target(),
                times.of("since", question.since()),
                times.of("until", question.until()),
                question.q());
    }

    /** The same question with its ages as times: it means the same however much later it is asked. */
    public Question asOfNow(Question question) {
        Instant since = times.of("since", question.since());
        Instant until = times.of("until", question.until());
        return new Question(
                question.reason(),
                question.queue(),
                question.type(),
                question.target(),
                since == null ? null : since.toString(),
                until == null ? null : until.toString(),
                question.q());
    }

    private Set<String> targets() {
        Set<String> names = new TreeSet<>(Set.of(FailedMessage.TO_MAIN_APP));
        targets.byName().stream().map(DiscordTargets.Target::name).forEach(names::add);
        return names;
    }
}
