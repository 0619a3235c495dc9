package dev.gatewaysync.discord.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.discord.ratelimit.ServerWindow.Kind;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Time taken against the least that the limits allow; messages go one after the other, as a lane sends them. */
class PaceTest {
    private static final RateLimits HIDDEN_OFF = RateLimits.defaults().withHiddenWebhook(null);

    @ParameterizedTest
    @CsvSource({"FIXED", "GRID", "SLIDING_NEXT", "SLIDING_LAST"})
    void print(Kind kind) {
        for (int[] lat : new int[][] {{1, 5}, {5, 25}, {10, 60}, {10, 300}}) {
            for (int n : new int[] {25, 200}) {
                for (boolean seq : new boolean[] {true, false}) {
                    SimulatedDiscord discord = new SimulatedDiscord(HIDDEN_OFF, kind, new Random(42), lat[0], lat[1]);
                    Route route = Route.webhook("POST", "/webhooks/{webhook.id}/{webhook.token}", "1")
                            .executing("7");
                    for (int i = 0; i < n; i++) {
                        discord.submit(route, "m" + i);
                    }
                    discord.clock.runToTheEnd();
                    double min = (n / 5 - 1) * 2.0;
                    System.out.printf(
                            "%s %d-%d n=%d avoid=%d early=%d arrived=%d arr=%.3f eff=%.4f ans-eff=%.4f%n",
                            kind,
                            lat[0],
                            lat[1],
                            n,
                            discord.avoidable.size(),
                            discord.early.size(),
                            discord.arrived.size(),
                            discord.lastArrival / 1e9,
                            min * 1e9 / discord.lastArrival,
                            min * 1e9 / discord.lastAnswer);
                    break;
                }
            }
        }
        assertThat(Duration.ZERO).isZero();
    }
}
