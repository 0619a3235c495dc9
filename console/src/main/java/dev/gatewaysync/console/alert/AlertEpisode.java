package dev.gatewaysync.console.alert;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatewaysync.console.overview.AlertRule;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that was wrong, from its beginning to its end.
 *
 * @param rule as {@link AlertRule#id()}
 * @param firstSeenAt when the console saw it
 * @param goneAt since when it is not seen any more; it is over when that has lasted for a while
 * @param toldAt when operators were last told of it; null if they were not
 * @param worseAt when it first became urgent after they were told of it; null if it did not
 * @param ownAdvice what to do about this one; null where it is what its rule says
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record AlertEpisode(
        String id,
        String rule,
        String subject,
        boolean urgent,
        String text,
        Instant since,
        Instant firstSeenAt,
        @Nullable Instant goneAt,
        @Nullable Instant endedAt,
        @Nullable Instant toldAt,
        @JsonIgnore @Nullable Instant worseAt,
        @JsonIgnore @Nullable String ownAdvice) {

    boolean isOf(String otherRule, String otherSubject) {
        return rule.equals(otherRule) && subject.equals(otherSubject);
    }

    /** Whether operators are still to be told that it is there, or that it has become urgent. */
    @JsonIgnore
    boolean isToTell() {
        return toldAt == null || (worseAt != null && worseAt.isAfter(toldAt));
    }

    String advice() {
        return Optional.ofNullable(ownAdvice)
                .or(() -> AlertRule.ofId(rule).map(AlertRule::advice))
                .orElse("See the console");
    }

    String page() {
        return AlertRule.ofId(rule).map(AlertRule::page).orElse("/");
    }
}
