package dev.gatewaysync.e2e;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What takes days to come about, such as uptime and alerts that are over, written as the services write it. */
final class PageRows {
    private static final int DAYS = 90;

    private final JdbcClient jdbc;
    private final String word;
    private final String sentence;
    private final Instant now = Instant.now();

    PageRows(JdbcClient jdbc, String word, String sentence) {
        this.jdbc = jdbc;
        this.word = word;
        this.sentence = sentence;
    }

    /** How the main app has been, and is. */
    void uptime() {
        days();
        incident("open", null);
        incident("over", ago(Duration.ofDays(3)));
    }

    void others() {
        catalogue();
        alerts();
        failures();
    }

    private void days() {
        for (int day = 0; day < DAYS; day++) {
            long start = ago(Duration.ofDays(day)).truncatedTo(ChronoUnit.DAYS).toEpochMilli();
            long known = Duration.ofDays(1).toMillis();
            long up = day % 7 == 3 ? known * 9 / 10 : day % 11 == 5 ? known * 98 / 100 : known;
            if (day % 13 != 12) {
                jdbc.sql("INSERT INTO uptime_day VALUES (?, ?, ?, 1, 1, 1, 1)")
                        .params(start, known, up)
                        .update();
            }
        }
    }

    private void incident(String id, Instant end) {
        jdbc.sql("""
                        INSERT INTO incident (id, status, reason, started_at, ended_at, is_open)
                        VALUES (:id, 'offline', :reason, :start, :end, :open)""")
                .param("id", id)
                .param("reason", "503 " + sentence + word)
                .param(
                        "start",
                        ago(Duration.ofDays(end == null ? 0 : 4))
                                .minusSeconds(600)
                                .toEpochMilli())
                .param("end", end == null ? null : end.toEpochMilli())
                .param("open", end == null ? 1 : null)
                .update();
    }

    private void catalogue() {
        for (int n = 0; n < 6; n++) {
            jdbc.sql("""
                            INSERT INTO catalog_category (id, name, emoji, description, url, position, claimed_count,
                              problem, unread, updated_at)
                            VALUES (:id, :name, '🤖', :sentence, 'https://category.example', :n, 12, :problem, 0, :at)""")
                    .param("id", "category-" + n)
                    .param("name", n == 0 ? "Künstliche Intelligenz und " + word : "Категория " + n)
                    .param("sentence", sentence)
                    .param("n", n)
                    .param("problem", n == 0 ? "https://category.example/" + word + ".json was answered 404" : null)
                    .param("at", now.toEpochMilli())
                    .update();
        }
        jdbc.sql("""
                        INSERT INTO sync_run (id, kind, trigger_name, started_at, finished_at, outcome, reason, added,
                          updated, removed, requests, not_modified, bytes, problems)
                        VALUES ('run', 'full', 'schedule', :at, :at, 'suspicious', :reason, 0, 0, 593, 15, 0, 1, '[]')""")
                .param("at", now.toEpochMilli())
                .param("reason", sentence + word)
                .update();
    }

    private void alerts() {
        for (int n = 0; n < 3; n++) {
            long began = ago(Duration.ofHours(30L + n)).toEpochMilli();
            jdbc.sql("""
                            INSERT INTO alert (id, rule, subject, urgent, message, began_at, first_seen_at, gone_at,
                              ended_at, told_at, end_told)
                            VALUES (:id, 'target', :subject, 1, :message, :at, :at, :end, :end, :at, 1)""")
                    .param("id", "alert-" + n)
                    .param("subject", "announcements")
                    .param("message", "Nothing is sent to " + word + ": " + sentence)
                    .param("at", began)
                    .param("end", began + 60_000L)
                    .update();
            jdbc.sql("INSERT INTO alert_message (id, kind, made_at) VALUES (:id, 'began', :at)")
                    .param("id", "message-" + n)
                    .param("at", began)
                    .update();
            jdbc.sql("INSERT INTO alert_message_item (message_id, alert_id) VALUES (:message, :alert)")
                    .param("message", "message-" + n)
                    .param("alert", "alert-" + n)
                    .update();
            jdbc.sql("""
                            INSERT INTO alert_notice (message_id, place, status, attempts, made_at, next_at, tried_at,
                              error)
                            VALUES (:message, 'channel:ops', 'failed', 12, :at, :at, :at, :error)""")
                    .param("message", "message-" + n)
                    .param("at", began)
                    .param("error", "POST /channels/" + word + "/messages was answered 403: Missing Access")
                    .update();
        }
    }

    private void failures() {
        for (int n = 0; n < 8; n++) {
            jdbc.sql("""
                            INSERT INTO failed_message (id, event_id, event_type, queue, error_class, error, attempts,
                              first_failed_at, last_failed_at, status, headers, body, target, title)
                            VALUES (:id, :event, 'resource-added', :queue, 'permanent', :error, 12, :at, :at, 'open',
                              '{"x-death":"[]"}', :body, :target, :title)""")
                    .param("id", "row-" + n)
                    .param("event", "event-" + n)
                    .param("queue", n % 2 == 0 ? "discord" : "history")
                    .param(
                            "error",
                            "POST /webhooks/{webhook.id}/{webhook.token}?wait=true was answered 404: 10015 " + word)
                    .param("at", ago(Duration.ofMinutes(n)).toEpochMilli())
                    .param("body", "{\"id\":\"event-" + n + "\",\"type\":\"resource-added\",\"data\":\"" + word + "\"}")
                    .param("target", n % 2 == 0 ? "orders-of-the-partner-network-in-the-northern-region-digest" : null)
                    .param("title", n + " " + sentence + word)
                    .update();
        }
    }

    private Instant ago(Duration time) {
        return now.minus(time);
    }
}
