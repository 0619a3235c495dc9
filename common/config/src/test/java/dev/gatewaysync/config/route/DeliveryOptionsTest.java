package dev.gatewaysync.config.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.events.EventJson;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryOptionsTest {
    @ParameterizedTest
    @CsvSource({
        ",,,",
        "true,,true,",
        "true,true,true,true",
        "false,,false,false",
        "true,false,true,false",
        "false,false,false,false"
    })
    void
            of_two_routes_for_one_event_one_that_wants_it_published_is_enough_and_of_two_events_in_one_message_none_may_refuse(
                    @Nullable Boolean one,
                    @Nullable Boolean other,
                    @Nullable Boolean byRoutes,
                    @Nullable Boolean inOneMessage) {
        assertThat(published(one).and(published(other)).publish()).isEqualTo(byRoutes);
        assertThat(published(other).and(published(one)).publish()).isEqualTo(byRoutes);
        assertThat(published(one).inOneMessage(published(other)).publish()).isEqualTo(inOneMessage);
        assertThat(published(other).inOneMessage(published(one)).publish()).isEqualTo(inOneMessage);
    }

    @Test
    void they_are_read_from_the_database_as_they_were_stored_where_they_ping_nobody_too() {
        DeliveryOptions silent = new DeliveryOptions(Set.of(), true, false, null);

        String stored = EventJson.mapper().writeValueAsString(silent);

        assertThat(EventJson.mapper().readValue(stored, DeliveryOptions.class)).isEqualTo(silent);
        assertThat(EventJson.mapper().readValue("{\"silent\":true,\"thread\":false}", DeliveryOptions.class))
                .isEqualTo(silent);
    }

    private static DeliveryOptions published(@Nullable Boolean publish) {
        return new DeliveryOptions(Set.of(), false, false, publish);
    }
}
