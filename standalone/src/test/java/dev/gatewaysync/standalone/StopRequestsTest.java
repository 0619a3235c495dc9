package dev.gatewaysync.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopRequestsTest {
    private final List<String> said = new ArrayList<>();
    private final List<Integer> ended = new ArrayList<>();
    private final StopRequests requests = new StopRequests(said::add, ended::add, "Begin anew.");

    @Test
    void during_the_start_ctrl_c_ends_it_at_once_with_one_sentence() {
        requests.onSignal("INT");
        assertThat(said).containsExactly("Stopped before everything was up. Begin anew.");
        assertThat(ended).containsExactly(130);
    }

    @Test
    void an_init_system_that_stops_a_start_sees_no_failure() {
        requests.onSignal("TERM");
        assertThat(ended).containsExactly(0);
    }

    @Test
    void when_all_is_up_ctrl_c_begins_an_orderly_stop_and_a_second_one_ends_that() {
        requests.isUp();
        requests.onSignal("INT");
        assertThat(requests.stop().getCount()).isZero();
        assertThat(ended).isEmpty();
        requests.onSignal("INT");
        assertThat(said).hasSize(2);
        assertThat(ended).containsExactly(130);
    }

    @Test
    void a_second_sigterm_does_not_cut_an_orderly_stop_short() {
        requests.isUp();
        requests.onSignal("TERM");
        requests.onSignal("TERM");
        assertThat(ended).isEmpty();
    }

    @Test
    void ctrl_c_ends_the_stop_of_a_demo_that_came_to_its_end_by_itself() {
        requests.isUp();
        requests.stopping();
        requests.onSignal("INT");
        assertThat(ended).containsExactly(130);
    }
}
