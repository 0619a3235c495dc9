package dev.gatewaysync.discord.bot.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.FailureClass;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.events.EventJson;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import org.junit.jupiter.api.Test;

class GatewayAddressTest {
    private long now = Long.MAX_VALUE - 1_000;
    private final Deque<RestResult> forBots = new ArrayDeque<>();
    private int askedForBots;
    private int askedForAnybody;
    private final GatewayAddress gateway = gateway(null);

    @Test
    void half_a_day_of_429_keeps_the_bot_on_the_address_known_before() throws InterruptedException {
        forBots.add(told("wss://one.example", 900));
        forBots.add(refused(FailureClass.SLOW_DOWN, Duration.ofHours(12)));
        assertThat(gateway.get()).isEqualTo("wss://one.example");
        assertThat(gateway.get()).isEqualTo("wss://one.example");
        pass(Duration.ofHours(11));
        assertThat(gateway.get()).isEqualTo("wss://one.example");
        assertThat(gateway.waitBeforeIdentify()).isZero();
        assertThat(gateway.trouble())
                .hasValue("Discord does not tell the bot its gateway (429); it uses the address known before and asks"
                        + " again in 60 min");
        assertThat(askedForBots).isEqualTo(2);
        assertThat(askedForAnybody).isZero();

        pass(Duration.ofHours(2));
        forBots.add(told("wss://two.example", 900));
        assertThat(gateway.get()).isEqualTo("wss://two.example");
        assertThat(gateway.trouble()).isEmpty();
    }

    @Test
    void without_an_address_known_before_the_one_that_everybody_is_told_serves() throws InterruptedException {
        forBots.add(refused(FailureClass.SLOW_DOWN, Duration.ofHours(12)));
        assertThat(gateway.get()).isEqualTo("wss://everybody.example");
        assertThat(gateway.get()).isEqualTo("wss://everybody.example");
        assertThat(askedForBots).isEqualTo(1);
        assertThat(askedForAnybody).isEqualTo(1);
    }

    @Test
    void nobody_identifies_when_discord_counts_nearly_none_left() throws InterruptedException {
        forBots.add(told("wss://one.example", GatewayAddress.KEPT));
        assertThat(gateway.waitBeforeIdentify()).isEqualTo(Duration.ofSeconds(60));
        pass(Duration.ofSeconds(20));
        assertThat(gateway.waitBeforeIdentify()).isEqualTo(Duration.ofSeconds(40));
        pass(Duration.ofSeconds(41));
        forBots.add(told("wss://one.example", 1000));
        assertThat(gateway.waitBeforeIdentify()).isZero();
    }

    @Test
    void what_is_spent_meanwhile_counts_until_discord_is_asked_again() throws InterruptedException {
        forBots.add(told("wss://one.example", GatewayAddress.KEPT + 1));
        assertThat(gateway.waitBeforeIdentify()).isZero();
        gateway.identified();
        assertThat(gateway.waitBeforeIdentify()).isPositive();
        assertThat(askedForBots).isEqualTo(1);
    }

    @Test
    void that_the_bot_does_not_connect_is_said_until_it_does() {
        gateway.notConnecting("Nearly none left", Duration.ofMinutes(50));
        pass(Duration.ofMinutes(20));
        assertThat(gateway.trouble()).hasValue("Nearly none left; the bot connects again in 30 min");
        gateway.connecting();
        assertThat(gateway.trouble()).isEmpty();
    }

    @Test
    void a_refused_token_is_told_before_anything_is_spent() {
        forBots.add(refused(FailureClass.CREDENTIAL, Duration.ZERO));
        assertThatThrownBy(gateway::get).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void an_address_that_is_set_is_taken() throws InterruptedException {
        assertThat(gateway("wss://set.example").get()).isEqualTo("wss://set.example");
        assertThat(askedForBots).isZero();
    }

    private GatewayAddress gateway(String set) {
        return new GatewayAddress(
                new GatewayAddress.Questions() {
                    @Override
                    public RestResult forBots() {
                        askedForBots++;
                        return forBots.remove();
                    }

                    @Override
                    public RestResult forAnybody() {
                        askedForAnybody++;
                        return new RestResult.Done(
                                200, EventJson.mapper().createObjectNode().put("url", "wss://everybody.example"), null);
                    }
                },
                set,
                () -> now);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private static RestResult told(String url, int remaining) {
        var body = EventJson.mapper().createObjectNode().put("url", url);
        body.putObject("session_start_limit").put("remaining", remaining).put("reset_after", 60_000);
        return new RestResult.Done(200, body, null);
    }

    private static RestResult refused(FailureClass why, Duration retryAfter) {
        return new RestResult.Refused(new DiscordFailure(why, 429, 0, retryAfter, "no"), null);
    }
}
