package dev.gatewaysync.discord.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.discord.ratelimit.BlockState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What it begins in one look; that it looks each second is seen where something is done in it. */
class SideLoopTest {
    private final TestSending sending = new TestSending();
    private final SideLoop ofTheBot = sending.sideLoops.ofTheBot("bot", "failed", loop -> {});
    private final SideLoop ofAll = sending.sideLoops.ofAll("all", "failed", loop -> {});
    private final List<String> done = new ArrayList<>();

    @AfterEach
    void close() {
        sending.close();
    }

    @Test
    void all_that_is_due_is_done_in_order() throws InterruptedException {
        ofTheBot.each(List.of("1", "2"), done::add);

        assertThat(done).containsExactly("1", "2");
    }

    @Test
    void whoever_loses_the_lease_on_the_way_begins_nothing_more() throws InterruptedException {
        ofTheBot.each(List.of("1", "2"), due -> {
            done.add(due);
            sending.test.loseLease();
        });

        assertThat(done).containsExactly("1");
    }

    @Test
    void while_our_address_is_blocked_nothing_is_begun() throws InterruptedException {
        sending.discord.limiter.restoreBlock(new BlockState(1, Duration.ofMinutes(10)));

        ofAll.each(List.of("1"), done::add);

        assertThat(done).isEmpty();
    }

    @Test
    void a_refused_token_holds_back_what_the_bot_does_and_not_what_webhooks_do() throws InterruptedException {
        sending.tokenGuard.refused("401");

        ofTheBot.each(List.of("by the bot"), done::add);
        ofAll.each(List.of("by a webhook"), done::add);

        assertThat(done).containsExactly("by a webhook");
    }
}
