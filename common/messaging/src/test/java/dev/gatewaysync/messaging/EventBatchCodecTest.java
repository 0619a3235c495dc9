package dev.gatewaysync.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.Source;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventBatchCodecTest {
    @Test
    void neighbours_share_a_message_and_keep_their_order() {
        List<OutboundMessage> merged = EventBatchCodec.merged(messages(3, true));

        assertThat(merged).hasSize(1);
        assertThat(merged.getFirst().messageId()).isNull();
        assertThat(merged.getFirst().headers()).isEqualTo(Map.of(MessageHeaders.EVENTS, 3));
        assertThat(titles(merged.getFirst())).containsExactly("0", "1", "2");
    }

    @Test
    void one_event_alone_keeps_its_id_and_is_no_batch() {
        List<OutboundMessage> alone = messages(1, true);

        assertThat(EventBatchCodec.merged(alone)).isEqualTo(alone);
    }

    @Test
    void what_may_not_share_stands_between_two_messages() {
        List<OutboundMessage> messages = List.of(
                message("0", true), message("1", true), message("2", false), message("3", true), message("4", true));

        assertThat(EventBatchCodec.merged(messages))
                .extracting(EventBatchCodecTest::titles)
                .containsExactly(List.of("0", "1"), List.of("2"), List.of("3", "4"));
    }

    @Test
    void a_message_has_at_most_fifty_events() {
        assertThat(EventBatchCodec.merged(messages(EventBatchCodec.MAX_EVENTS + 1, true)))
                .extracting(merged -> titles(merged).size())
                .containsExactly(EventBatchCodec.MAX_EVENTS, 1);
    }

    @Test
    void a_message_has_at_most_64_kilobytes_but_an_event_that_is_longer_is_sent_all_the_same() {
        String long40 = "x".repeat(40 * 1024);
        String long80 = "x".repeat(80 * 1024);

        assertThat(EventBatchCodec.merged(List.of(message(long40, true), message(long40, true), message(long80, true))))
                .extracting(merged -> titles(merged).size())
                .containsExactly(1, 1, 1);
    }

    @Test
    void what_becomes_of_the_message_becomes_of_each_of_its_events() {
        List<OutboundMessage> stored = messages(2, true);
        EventBatchCodec.merged(stored).getFirst().confirm().complete(null);
        assertThat(stored).allSatisfy(message -> assertThat(message.confirm()).isCompleted());

        List<OutboundMessage> lost = messages(2, true);
        EventBatchCodec.merged(lost).getFirst().fail("away: ", new IllegalStateException("gone"));
        assertThat(lost)
                .allSatisfy(message -> assertThat(message.confirm())
                        .isCompletedExceptionally()
                        .failsWithin(java.time.Duration.ZERO)
                        .withThrowableThat()
                        .satisfies(
                                thrown -> assertThat(thrown instanceof CompletionException ? thrown.getCause() : thrown)
                                        .hasRootCauseMessage("gone")));
    }

    @Test
    void lines_are_split_where_they_were_joined() {
        List<byte[]> lines = List.of(bytes("one"), bytes(""), bytes("drei ü"));

        assertThat(EventBatchCodec.split(EventBatchCodec.join(lines))).containsExactlyElementsOf(lines);
    }

    @Test
    void what_follows_the_last_line_end_is_one_more_line() {
        assertThat(EventBatchCodec.split(bytes("a\nb"))).containsExactly(bytes("a"), bytes("b"));
        assertThat(EventBatchCodec.split(bytes(""))).isEmpty();
    }

    private static List<OutboundMessage> messages(int count, boolean mayShare) {
        return IntStream.range(0, count)
                .mapToObj(n -> message(Integer.toString(n), mayShare))
                .toList();
    }

    private static OutboundMessage message(String title, boolean mayShare) {
        return OutboundMessage.event(
                EventEnvelope.of(EventIds.next(), Source.MAIN_APP, Instant.EPOCH, new BugFixed(title, null, null)),
                mayShare);
    }

    private static List<String> titles(OutboundMessage message) {
        return EventBatchCodec.split(message.body()).stream()
                .map(line -> EventJson.fromBytes(line).data().path("title").asString())
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
