package dev.gatewaysync.discord.route;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The webhooks and the channels, by id, that Discord no longer knows, and why; nothing is sent there again. */
final class DeadSenders {
    private static final Logger log = LoggerFactory.getLogger(DeadSenders.class);

    private final Map<String, String> reasons = new ConcurrentHashMap<>();

    Optional<String> why(String sender) {
        return Optional.ofNullable(reasons.get(sender));
    }

    void add(String sender, String why) {
        if (reasons.put(sender, why) == null) {
            log.error(
                    "discord.target_dead sender={} reason={} next=its deliveries go to the failed messages until its target is resumed",
                    sender,
                    why);
        }
    }

    void remove(String sender) {
        reasons.remove(sender);
    }

    void replaceAll(Map<String, String> reasonsBySender) {
        reasons.clear();
        reasons.putAll(reasonsBySender);
    }
}
