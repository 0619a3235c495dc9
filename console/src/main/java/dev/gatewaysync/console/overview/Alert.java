package dev.gatewaysync.console.overview;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a human should do now.
 *
 * @param rule what kind of thing
 * @param subject which of its kind, such as a target; empty where there is one. Rule and subject stay the same while it lasts
 * @param urgent whether something is down, rather than waiting
 * @param since when it began, as far as anybody knows
 * @param page where it can be done
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Alert(
        AlertRule rule,
        String subject,
        boolean urgent,
        String text,
        @Nullable Instant since,
        String advice,
        String page) {

    static Alert down(AlertRule rule, String subject, String text, @Nullable Instant since) {
        return new Alert(rule, subject, true, text, since, rule.advice(), rule.page());
    }

    static Alert attention(AlertRule rule, String subject, String text, @Nullable Instant since) {
        return new Alert(rule, subject, false, text, since, rule.advice(), rule.page());
    }

    /** The same with other words on what to do. */
    Alert advising(String otherAdvice) {
        return new Alert(rule, subject, urgent, text, since, otherAdvice, page);
    }
}
