package dev.gatewaysync.sync.backup;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tables whose rows a restore leaves as they are, and adds to them what only the backup knows. They tell what has happened
 * outside the database, which does not go back with it: messages in Discord, answers of the main app, what operators decided, among it whose
 * token was revoked and who may log in no more;
 * and what is on its way: an event whose history is still to be written has been planned and sent, and an event that waits to
 * be published is nowhere else.
 */
final class KeptTables {
    private static final Set<String> KEPT = Set.of(
            // discord-publisher
            "delivery_plan",
            "delivery",
            "delivery_attempt",
            "card",
            "publisher_state",
            "discord_target",
            "suggestion",
            "member_event",
            "channel_watermark",
            "gateway_identify",
            "sync_reply",
            "server_event",
            "crosspost",
            "message_thread",
            "resource_picture",
            // sync-worker
            "event_outbox",
            "main_app_delivery",
            "sync_request",
            "announced_resource",
            "milestone",
            "digest_state",
            "failed_message",
            // console
            "failed_resolution",
            "replay_job",
            "replay_item",
            "alert",
            "alert_message",
            "alert_message_item",
            "alert_notice",
            "alert_snooze",
            "alert_watch",
            "person",
            "access_token",
            "audit_log");

    /** What tells rows apart whose number is only the order in which they came, and differs from one database to another. */
    private static final Map<String, List<String>> IDENTITIES = Map.of(
            "delivery", List.of("event_id", "target"),
            "event_outbox", List.of("event_id"),
            "member_event", List.of("event_id"),
            "gateway_identify", List.of("at"),
            "audit_log", List.of("at", "operator", "action", "subject"));

    private KeptTables() {}

    static boolean keeps(String table) {
        return KEPT.contains(table);
    }

    /** Columns of which no two rows have the same values. */
    static List<String> identity(BackupTable table) {
        return IDENTITIES.getOrDefault(table.name(), table.key());
    }
}
