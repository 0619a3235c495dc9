package dev.gatewaysync.historychecker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.historychecker.Finding.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of two senders without a fault, and a fault of each kind planted into it. */
class HistoryCheckerTest {
    @TempDir
    Path folder;

    private final List<String> sent = new ArrayList<>();
    private final List<String> history = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> receipts = new ArrayList<>();
    private int total = 5;

    @BeforeEach
    void aRunWithoutAFault() {
        for (int n = 1; n <= 2; n++) {
            for (String sender : List.of("a", "b")) {
                sent.add(sent(sender, sender + n, 202));
                history.addFirst(update(sender + n, "main-app", true));
                shown.add(message(sender + n));
            }
        }
        // The first request was not answered, and its repeat was.
        sent.add(1, sent("a", "a1", null));
        history.addFirst(update("m1", "discord", true));
        requests.add(request(1.0, 200, null, false));
        requests.add(request(1.2, 429, 2.0, false));
        requests.add(request(3.3, 200, null, false));
        receipts.add(receipt("w1", "id-m1", 503));
        receipts.add(receipt("w1", "id-m1", 200));
    }

    @Test
    void a_run_without_a_fault_has_no_findings() throws IOException {
        assertThat(check()).isEmpty();
    }

    @Test
    void what_was_accepted_and_is_not_recorded_is_lost() throws IOException {
        history.removeIf(update -> update.contains("id-b1"));
        total--;
        assertThat(check()).extracting(Finding::kind).containsExactly(Kind.LOST);
    }

    @Test
    void what_is_recorded_twice_is_doubled() throws IOException {
        history.add(2, update("b2", "main-app", true).replace("id-b2", "id-other"));
        total++;
        assertThat(check()).extracting(Finding::kind).containsExactly(Kind.DOUBLED);
    }

    @Test
    void a_key_with_two_ids_is_doubled() throws IOException {
        sent.add(sent("b", "b2", 202).replace("id-b2", "id-a2"));
        assertThat(check()).extracting(Finding::kind).containsOnly(Kind.DOUBLED);
    }

    @Test
    void what_stands_in_a_channel_twice_is_doubled() throws IOException {
        shown.add(message("b2"));
        assertThat(check()).extracting(Finding::kind).containsExactly(Kind.DOUBLED);
    }

    @Test
    void a_card_twice_in_one_message_is_doubled() throws IOException {
        shown.set(3, message("b2 and b2"));
        assertThat(check()).extracting(Finding::kind).containsExactly(Kind.DOUBLED);
    }

    @Test
    void what_a_sender_sent_later_and_is_shown_before_is_reordered() throws IOException {
        shown.addFirst(shown.remove(2));
        assertThat(check()).extracting(Finding::kind).containsExactly(Kind.REORDERED);
    }

    @Test
    void the_order_between_senders_is_free() throws IOException {
        shown.addFirst(shown.remove(1));
        assertThat(check()).isEmpty();
    }

    @Test
    void what_is_recorded_in_another_order_is_reordered() throws IOException {
        history.add(4, history.remove(2));
        assertThat(check()).extracting(Finding::kind).contains(Kind.REORDERED).doesNotContain(Kind.LOST);
    }

    @Test
    void a_request_before_the_time_that_was_told_is_early() throws IOException {
        requests.set(2, request(3.1, 200, null, false));
        assertThat(check()).extracting(Finding::kind).containsExactly(Kind.EARLY);
    }

    @Test
    void after_a_global_429_any_route_is_early() throws IOException {
        requests.add(request(5.0, 429, 3.0, true));
        requests.add(request(6.0, 200, null, false).replace("/channels/1", "/channels/2"));
        assertThat(check()).extracting(Finding::kind).containsExactly(Kind.EARLY);
    }

    @Test
    void a_global_429_of_the_bot_binds_neither_webhooks_nor_interactions() throws IOException {
        requests.add(request(5.0, 429, 3.0, true));
        requests.add(request(6.0, 200, null, false).replace("/channels/1", "/webhooks/7/***"));
        requests.add(request(6.0, 200, null, false).replace("/channels/1", "/interactions/7/***"));
        assertThat(check()).isEmpty();
    }

    @Test
    void after_a_global_429_of_the_address_any_webhook_is_early() throws IOException {
        requests.add(request(5.0, 429, 3.0, true).replace("/channels/1", "/webhooks/7/***"));
        requests.add(request(6.0, 200, null, false).replace("/channels/1", "/webhooks/8/***"));
        assertThat(check()).extracting(Finding::kind).containsExactly(Kind.EARLY);
    }

    @Test
    void a_request_elsewhere_that_was_under_way_when_all_were_refused_is_not_early() throws IOException {
        requests.add(request(5.0, 429, 3.0, true));
        requests.add(request(5.2, 200, null, false).replace("/channels/1", "/channels/2"));
        assertThat(check()).isEmpty();
    }

    @Test
    void a_request_that_was_under_way_when_another_was_refused_is_not_early() throws IOException {
        requests.set(2, request(1.21, 429, 2.0, false));
        assertThat(check()).isEmpty();
    }

    @Test
    void statistics_that_count_another_number_are_wrong() throws IOException {
        total = 6;
        assertThat(check()).extracting(Finding::kind).contains(Kind.WRONG_STATISTICS);
    }

    @Test
    void synced_without_a_message_is_wrong() throws IOException {
        shown.remove(3);
        assertThat(check()).extracting(Finding::kind).containsExactly(Kind.WRONG_SYNCED);
    }

    @Test
    void what_is_neither_synced_nor_failed_is_stuck() throws IOException {
        history.replaceAll(update -> update.contains("id-b2") ? update("b2", "main-app", false) : update);
        assertThat(check()).extracting(Finding::kind).containsExactly(Kind.STUCK);
    }

    @Test
    void what_failed_need_not_be_shown() throws IOException {
        history.replaceAll(update -> update.contains("id-b2") ? update("b2", "main-app", false) : update);
        shown.remove(3);
        failed.add("{\"id\":\"id-b2\"}");
        assertThat(check()).isEmpty();
    }

    @Test
    void what_nobody_sent_is_unasked() throws IOException {
        history.addFirst(update("x9", "main-app", true));
        total++;
        assertThat(check()).extracting(Finding::kind).containsExactly(Kind.UNASKED);
    }

    @Test
    void an_event_of_a_member_that_never_reached_the_main_app_is_lost() throws IOException {
        receipts.removeLast();
        assertThat(check()).extracting(Finding::kind).containsExactly(Kind.LOST);
    }

    @Test
    void an_event_that_reached_the_main_app_under_two_ids_is_doubled() throws IOException {
        receipts.add(receipt("w2", "id-m1", 200));
        assertThat(check()).extracting(Finding::kind).containsExactly(Kind.DOUBLED);
    }

    @Test
    void what_was_not_written_down_is_not_checked() throws IOException {
        shown.clear();
        requests.clear();
        assertThat(write("sent", sent, "history", history).checked()).isEmpty();
    }

    private record Written(Path folder) {
        List<Finding> checked() throws IOException {
            return HistoryChecker.check(folder);
        }
    }

    private Written write(String first, List<String> lines, String second, List<String> more) throws IOException {
        Files.write(folder.resolve(first + ".ndjson"), lines);
        Files.write(folder.resolve(second + ".ndjson"), more);
        return new Written(folder);
    }

    private List<Finding> check() throws IOException {
        write("sent", sent, "history", history);
        write("shown", shown, "failed", failed);
        write("requests", requests, "receipts", receipts);
        Files.writeString(
                folder.resolve("stats.json"),
                "{\"updates\":{\"total\":%d,\"byType\":{\"bug-fixed\":%d,\"user-feedback\":1}}}"
                        .formatted(total, total - 1));
        return HistoryChecker.check(folder);
    }

    private static String sent(String sender, String mark, Integer status) {
        return "{\"sender\":\"%s\",\"mark\":\"%s\",\"type\":\"bug-fixed\",\"key\":\"k-%s\",\"status\":%s,\"id\":%s,\"channels\":[\"updates\"]}"
                .formatted(sender, mark, mark, status, status == null ? "null" : "\"id-" + mark + "\"");
    }

    private static String update(String mark, String source, boolean synced) {
        return "{\"id\":\"id-%s\",\"type\":\"%s\",\"source\":\"%s\",\"synced\":%s,\"details\":{\"title\":\"Bug %s!\"}}"
                .formatted(mark, source.equals("discord") ? "user-feedback" : "bug-fixed", source, synced, mark);
    }

    private static String message(String mark) {
        return "{\"channel\":\"updates\",\"message\":\"1\",\"text\":\"🐛 Bug fixed: Bug %s!\"}".formatted(mark);
    }

    private static String request(double at, int status, Double retryAfter, boolean global) {
        return "{\"at\":%s,\"method\":\"POST\",\"path\":\"/channels/1/messages\",\"status\":%d,\"retryAfter\":%s,\"global\":%s}"
                .formatted(at, status, retryAfter, global);
    }

    private static String receipt(String id, String event, int status) {
        return "{\"id\":\"%s\",\"event\":\"%s\",\"status\":%d}".formatted(id, event, status);
    }
}
