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

    /** @param target that was sent to, as operators call it */
    void add(String target, Destination.Channel channel, String why) {
        if (channel.webhook() == null) {
            add(target, channel.sender(), "#" + channel.name(), why, "make the channel anew or name another one");
        } else {
            addWebhook(target, "#" + channel.name(), channel.sender(), why);
        }
    }

    /**
     * @param targets that are sent to by it, as operators call them
     * @param of the channel that it was of, or the setting that has it
     */
    void addWebhook(String targets, String of, String sender, String why) {
        add(targets, sender, "the webhook of " + of, why, "make a webhook and set its address in place of the old one");
    }

    private void add(String targets, String sender, String place, String why, String remedy) {
        if (reasons.put(sender, why) == null) {
            log.error(
                    "discord.target_dead target={} place={} sender={} reason={} next={}, then ./gateway target resume {};"
                            + " until then its deliveries go to the failed messages",
                    targets,
                    place,
                    sender,
                    why,
                    remedy,
                    targets);
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
