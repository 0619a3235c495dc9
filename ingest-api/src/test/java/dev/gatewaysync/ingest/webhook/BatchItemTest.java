package dev.gatewaysync.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.events.EventJson;
import org.junit.jupiter.api.Test;

class BatchItemTest {
    private static final AcceptedTypes TYPES = new AcceptedTypes(() -> GatewayConfig.NONE);

    @Test
    void a_valid_item_is_an_update_with_a_hash_of_what_it_says() {
        BatchItem item = item("{\"type\":\"bug-fixed\",\"data\":{\"title\":\"One\"}}");

        assertThat(item.update()).isNotNull();
        assertThat(item.type()).isEqualTo("bug-fixed");
        assertThat(item.hash())
                .isEqualTo(item("{\"data\":{\"title\":\"One\"},\"type\":\"bug-fixed\"}")
                        .hash())
                .isNotEqualTo(item("{\"type\":\"bug-fixed\",\"data\":{\"title\":\"Two\"}}")
                        .hash());
    }

    @Test
    void an_item_that_is_refused_says_why_and_takes_no_other_with_it() {
        BatchItem item = item("{\"type\":\"bug-fixed\",\"data\":{}}");

        assertThat(item.update()).isNull();
        assertThat(item.answer()).isInstanceOfSatisfying(BatchItem.Refused.class, refused -> {
            assertThat(refused.success()).isFalse();
            assertThat(refused.status()).isBetween(400, 499);
            assertThat(refused.errors().toString() + refused.detail()).contains("title");
        });
        assertThatThrownBy(item::hash).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void what_is_no_update_at_all_has_an_answer_too() {
        for (String json : new String[] {"1", "null", "[]", "{}", "\"bug-fixed\""}) {
            assertThat(item(json).answer()).as(json).isInstanceOf(BatchItem.Refused.class);
        }
    }

    @Test
    void a_valid_item_that_nobody_decided_about_is_a_mistake_of_ours() {
        BatchItem item = item("{\"type\":\"bug-fixed\",\"data\":{\"title\":\"One\"}}");

        assertThatThrownBy(item::answer).isInstanceOf(IllegalStateException.class);
    }

    private static BatchItem item(String json) {
        return BatchItem.read(TYPES, EventJson.mapper().readTree(json));
    }
}
