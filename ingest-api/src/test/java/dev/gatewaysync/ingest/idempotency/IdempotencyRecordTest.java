package dev.gatewaysync.ingest.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdempotencyRecordTest {
    @Test
    void a_marker_survives_redis() {
        IdempotencyRecord record = new IdempotencyRecord(true, "abc", "deploy:7");
        assertThat(IdempotencyRecord.parse(record.toString())).isEqualTo(record);
        assertThat(new IdempotencyRecord(false, "abc", "id")).hasToString("in-flight|abc|id");
    }

    @Test
    void the_same_body_is_a_repeat_once_done_and_in_flight_before() {
        assertThat(new IdempotencyRecord(true, "abc", "id").against("abc"))
                .isEqualTo(new IdempotencyResult.Repeat("id"));
        assertThat(new IdempotencyRecord(false, "abc", "id").against("abc"))
                .isEqualTo(new IdempotencyResult.InFlight());
    }

    @Test
    void another_body_is_another_body_whether_done_or_not() {
        assertThat(new IdempotencyRecord(true, "abc", "id").against("def"))
                .isEqualTo(new IdempotencyResult.OtherBody());
        assertThat(new IdempotencyRecord(false, "abc", "id").against("def"))
                .isEqualTo(new IdempotencyResult.OtherBody());
    }

    @Test
    void every_try_of_a_delivery_makes_the_same_event_id_and_no_other_delivery_does() {
        IdempotencyKey key = new IdempotencyKey("updates", "k1");
        String id = key.eventId("abc");
        assertThat(id).isEqualTo(new IdempotencyKey("updates", "k1").eventId("abc"));
        assertThat(id)
                .isNotEqualTo(key.eventId("def"))
                .isNotEqualTo(new IdempotencyKey("updates", "k2").eventId("abc"))
                .isNotEqualTo(new IdempotencyKey("github", "k1").eventId("abc"));
        assertThat(UUID.fromString(id).version()).isEqualTo(8);
        assertThat(UUID.fromString(id).variant()).isEqualTo(2);
    }
}
