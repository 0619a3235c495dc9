package dev.gatewaysync.discord.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitQueuesTest {
    private static final Route CHANNEL = Route.bot("POST", "/channels/{channel.id}/messages", "1");

    private final WaitQueues lines = new WaitQueues(new GlobalLimits(RateLimits.defaults()));
    private final List<WaitingRequest> granted = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void a_place_may_be_given_up_at_any_moment(int looks) {
        WaitingRequest givenUp = new WaitingRequest(CHANNEL, 0, new GivenUpAfter(looks));
        lines.add(givenUp, 0);
        offer();

        WaitingRequest next = new WaitingRequest(CHANNEL, 0, new CompletableFuture<>());
        lines.add(next, 0);
        offer();

        assertThat(granted).endsWith(next).doesNotHaveDuplicates();
    }

    private void offer() {
        lines.offer(0, (line, request) -> granted.add(request));
    }

    /** Somebody gives it up right after it was asked so many times whether it is given up. */
    private static final class GivenUpAfter extends CompletableFuture<Permit> {
        private int looks;

        GivenUpAfter(int looks) {
            this.looks = looks;
        }

        @Override
        public boolean isDone() {
            boolean done = super.isDone();
            if (--looks == 0) {
                cancel(false);
            }
            return done;
        }
    }
}
