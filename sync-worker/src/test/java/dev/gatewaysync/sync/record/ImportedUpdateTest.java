package dev.gatewaysync.sync.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.events.EventJson;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportedUpdateTest {
    @Test
    void what_a_file_does_not_say_is_what_the_type_says() {
        ImportedUpdate update = read("{'type': 'bug-fixed', 'timestamp': '2025-09-06T12:00:00Z'}");

        assertThat(update.source()).isEqualTo("main-app");
        assertThat(update.category())
                .isEqualTo(read("{'type': 'bug-fixed', 'timestamp': 0, 'category': 'nonsense'}")
                        .category());
        assertThat(update.category()).isNotEqualTo("general");
        assertThat(update.priority()).isEqualTo("normal");
        assertThat(update.timestamp()).isEqualTo(Instant.parse("2025-09-06T12:00:00Z"));
        assertThat(update.settledAt()).isNull();
    }

    @Test
    void a_type_that_this_program_does_not_know_is_history_all_the_same() {
        ImportedUpdate update = read("{'type': 'party', 'timestamp': 0, 'priority': 'high'}");

        assertThat(update.type()).isEqualTo("party");
        assertThat(update.category()).isEqualTo("general");
        assertThat(update.priority()).isEqualTo("high");
    }

    @Test
    void a_time_is_iso_8601_with_any_offset_or_milliseconds() {
        assertThat(read("{'type': 't', 'timestamp': '2025-09-06T14:00:00+02:00'}")
                        .timestamp())
                .isEqualTo(Instant.parse("2025-09-06T12:00:00Z"));
        assertThat(read("{'type': 't', 'timestamp': 1757160000000}").timestamp())
                .isEqualTo(Instant.parse("2025-09-06T12:00:00Z"));
    }

    @Test
    void the_same_update_without_an_id_has_the_same_id_at_every_import_and_another_has_another() {
        String one = "{'type': 't', 'timestamp': 1}";

        assertThat(read(one).id()).startsWith("import-").isEqualTo(read(one).id());
        assertThat(read(one).id())
                .isNotEqualTo(read("{'type': 't', 'timestamp': 2}").id());
        assertThat(read("{'type': 't', 'timestamp': 1, 'id': 'own'}").id()).isEqualTo("own");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "[]                                              | is no object",
                "{'timestamp': 1}                                | has no type",
                "{'type': '', 'timestamp': 1}                    | has a type that is no text",
                "{'type': {}, 'timestamp': 1}                    | has a type that is no text",
                "{'type': 't'}                                   | has no timestamp",
                "{'type': 't', 'timestamp': 'yesterday'}         | has a timestamp that is no ISO-8601 time",
                "{'type': 't', 'timestamp': 1.5}                 | has a timestamp that is no ISO-8601 time",
                "{'type': 't', 'timestamp': '+999999999-01-01T00:00:00Z'} | has a timestamp that is no ISO-8601 time",
                "{'type': 't', 'timestamp': 1, 'details': []}    | has details that are no object",
            })
    void what_is_wrong_is_said(String json, String problem) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(problem);
    }

    private static ImportedUpdate read(String json) {
        return ImportedUpdate.of(EventJson.mapper().readTree(json.replace('\'', '"')));
    }
}
