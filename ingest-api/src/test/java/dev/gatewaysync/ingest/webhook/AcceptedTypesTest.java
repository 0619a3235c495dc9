package dev.gatewaysync.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.read.ConfigFile;
import dev.gatewaysync.events.BuiltInType;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptedTypesTest {
    private final AcceptedTypes types = new AcceptedTypes(() -> GatewayConfig.NONE);

    @Test
    void what_the_system_makes_itself_is_not_accepted_from_outside() {
        assertThat(types.named("bug-fixed").map(AcceptedTypes.Accepted::type)).contains(BuiltInType.BUG_FIXED);
        assertThat(types.named("sync-completed")).isEmpty();
        assertThat(types.explain("sync-completed"))
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
        assertThat(types.explain(name)).contains("did you mean '" + meant + "'?");
    }

    @ParameterizedTest
    @CsvSource({"party", "''"})
    void what_resembles_nothing_is_told_what_there_is(String name) {
        assertThat(types.explain(name))
                .contains("'" + name + "' is not known; accepted are ")
                .contains("feature-released");
    }

    @Test
    void a_communitys_own_type_is_accepted_and_suggested() {
        AcceptedTypes own = new AcceptedTypes(
                () -> ConfigFile.of("""
                version: 1
                types: { order-placed: { fields: { item: text! } } }
                """, name -> Optional.empty()).config());

        assertThat(own.named("order-placed")).isPresent();
        assertThat(own.explain("OrderPlaced")).contains("did you mean 'order-placed'?");
    }

    @Test
    void a_long_name_is_not_repeated_in_full() {
        assertThat(types.explain("x".repeat(1_000)))
                .contains("x".repeat(60) + "…")
                .doesNotContain("x".repeat(61));
    }
}
