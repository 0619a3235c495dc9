package dev.gatewaysync.console.failed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReasonTest {
    @Test
    void ids_and_numbers_do_not_make_another_reason() {
        Reason one = reason("Event 7d0a6c0e-3f55-4f0e-9a3b-0d7f7c1f2a11: 12 tries in 3.5 s to 998877665544332211");
        Reason other = reason("Event 11111111-3f55-4f0e-9a3b-0d7f7c1f2a11: 8 tries in 60 s to 112233445566778899");
        assertThat(one.id()).isEqualTo(other.id());
        assertThat(one.text()).isEqualTo("Event …: # tries in # s to …");
    }

    @Test
    void an_http_status_does() {
        assertThat(reason("Discord answered 403").id())
                .isNotEqualTo(reason("Discord answered 404").id());
    }

    @Test
    void the_queue_the_target_and_the_class_do() {
        String id = Reason.of("history", null, "permanent", "x").id();
        assertThat(id).isNotEqualTo(Reason.of("discord", null, "permanent", "x").id());
        assertThat(id).isNotEqualTo(Reason.of("history", null, "poison", "x").id());
        assertThat(Reason.of("discord", "announcements", "permanent", "x").id())
                .isNotEqualTo(Reason.of("discord", "dev-log", "permanent", "x").id());
    }

    /** Before, they were two groups. */
    @Test
    void one_deleted_webhook_is_one_reason_however_it_was_found() {
        Reason found =
                reason("POST /webhooks/{webhook.id}/{webhook.token} was answered 404, code 10015: Unknown Webhook");
        Reason known = reason("The channel or webhook is gone: updates; POST /webhooks/{webhook.id}/{webhook.token} was"
                + " answered 404, code 10015: Unknown Webhook");
        assertThat(known.id()).isEqualTo(found.id());
        assertThat(found.title()).isEqualTo("The webhook was deleted");
        assertThat(found.cure()).contains("Make a new one").contains("DISCORD_WEBHOOK_URL");
        assertThat(found.shownCode()).isEqualTo("Discord's code 10015");
        assertThat(found.text()).contains("404, code 10015");
    }

    @Test
    void another_code_is_another_reason_and_other_fields_are_not() {
        String form = "POST /channels/{channel.id}/messages was answered 400, code 50035: Invalid Form Body ";
        Reason title = reason(form + "{\"embeds\":{\"0\":{\"title\":{\"_errors\":[{\"message\":\"Too long\"}]}}}}");
        Reason text = reason(form + "{\"content\":{\"_errors\":[{\"message\":\"Too long\"}]}}");
        assertThat(title.id()).isEqualTo(text.id());
        assertThat(title.id())
                .isNotEqualTo(reason("POST /x was answered 413, code 40005: Request entity too large")
                        .id());
    }

    @Test
    void an_operator_may_mean_it_by_its_id_its_class_or_a_part_of_it() {
        Reason reason = reason("Missing Permissions");
        assertThat(reason.isMeantBy(reason.id())).isTrue();
        assertThat(reason.isMeantBy("Permanent")).isTrue();
        assertThat(reason.isMeantBy("missing perm")).isTrue();
        assertThat(reason.isMeantBy("unknown channel")).isFalse();
    }

    private static Reason reason(String error) {
        return Reason.of("discord", "announcements", "permanent", error);
    }
}
