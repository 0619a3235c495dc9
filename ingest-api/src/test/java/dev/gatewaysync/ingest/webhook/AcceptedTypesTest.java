package dev.gatewaysync.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.events.BuiltInType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptedTypesTest {
    @Test
    void what_the_system_makes_itself_is_not_accepted_from_outside() {
        assertThat(AcceptedTypes.named("bug-fixed")).contains(BuiltInType.BUG_FIXED);
        assertThat(AcceptedTypes.named("sync-completed")).isEmpty();
        assertThat(AcceptedTypes.explain("sync-completed"))
                .contains("made by the system itself")
                .contains("bug-fixed")
                .doesNotContain("did you mean");
    }

    @ParameterizedTest
    @CsvSource({
        "bug-fxied, bug-fixed",
        "BugFixed, bug-fixed",
        "bug_fixed, bug-fixed",
        "bug.fixed, bug-fixed",
        "resource added, resource-added",
    })
    void a_slip_is_told_what_may_have_been_meant(String name, String meant) {
        assertThat(AcceptedTypes.explain(name)).contains("did you mean '" + meant + "'?");
    }

    @ParameterizedTest
    @CsvSource({"party", "''"})
    void what_resembles_nothing_is_told_what_there_is(String name) {
        assertThat(AcceptedTypes.explain(name))
                .contains("'" + name + "' is not known; accepted are ")
                .contains("feature-released");
    }

    @Test
    void a_long_name_is_not_repeated_in_full() {
        assertThat(AcceptedTypes.explain("x".repeat(1_000)))
                .contains("x".repeat(60) + "…")
                .doesNotContain("x".repeat(61));
    }
}
