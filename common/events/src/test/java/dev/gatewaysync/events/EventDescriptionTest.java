package dev.gatewaysync.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventDescriptionTest {
    @Test
    void one_is_told_as_one_and_thousands_are_grouped() {
        assertThat(EventDescription.of(new StatsUpdated(1L, 1L, 1L, null)))
                .isEqualTo("Statistics: 1 resource, 1 category, 1 user");
        assertThat(EventDescription.of(new StatsUpdated(0L, null, 1_512L, null)))
                .isEqualTo("Statistics: 0 resources, 1,512 users");
    }
}
