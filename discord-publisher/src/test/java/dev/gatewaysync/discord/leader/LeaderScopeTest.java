package dev.gatewaysync.discord.leader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What lives as long as an instance leads is shared while it leads, and made anew when it leads again. */
class LeaderScopeTest {
    private final LeaderScope scope = new LeaderScope();

    private record Publisher(Object lanes, Object statistics) {}

    @Test
    void all_that_is_made_for_one_leadership_shares_the_same_beans() {
        Publisher publisher = scope.begin(this::publisher);

        assertThat(publisher.lanes()).isSameAs(publisher.statistics());
        assertThat(scope.get("pause", Object::new)).isSameAs(publisher.lanes());
    }

    @Test
    void the_next_leadership_has_beans_of_its_own() {
        Publisher first = scope.begin(this::publisher);
        Publisher next = scope.begin(this::publisher);

        assertThat(next.lanes()).isNotSameAs(first.lanes());
    }

    @Test
    void a_bean_that_needs_another_of_the_scope_gets_it() {
        Object pause = scope.begin(() -> scope.get("lanes", () -> scope.get("pause", Object::new)));

        assertThat(scope.get("pause", Object::new)).isSameAs(pause);
    }

    private Publisher publisher() {
        return new Publisher(scope.get("pause", Object::new), scope.get("pause", Object::new));
    }
}
