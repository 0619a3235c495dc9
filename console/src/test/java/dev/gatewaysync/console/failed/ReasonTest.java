package dev.gatewaysync.console.failed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReasonTest {
    @Test
    void ids_and_numbers_do_not_make_another_reason() {
        Reason one = reason("Event 7d0a6c0e-3f55-4f0e-9a3b-0d7f7c1f2a11: 12 tries in 3.5 s to 998877665544332211");
        Reason other = reason("Event 11111111-3f55-4f0e-9a3b-0d7f7c1f2a11: 8 tries in 60 s to 112233445566778899");
        assertThat(one).isEqualTo(other);
        assertThat(one.text()).isEqualTo("Event …: # tries in # s to …");
    }

    @Test
    void an_http_status_does() {
        assertThat(reason("Discord answered 403")).isNotEqualTo(reason("Discord answered 404"));
    }

    @Test
    void the_queue_and_the_class_do() {
        assertThat(Reason.of("history", "permanent", "x")).isNotEqualTo(Reason.of("discord", "permanent", "x"));
        assertThat(Reason.of("history", "permanent", "x")).isNotEqualTo(Reason.of("history", "poison", "x"));
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
        return Reason.of("discord", "permanent", error);
    }
}
