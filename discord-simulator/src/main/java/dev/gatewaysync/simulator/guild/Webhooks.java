package dev.gatewaysync.simulator.guild;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The guild's incoming webhooks. */
public final class Webhooks {

    private final ChangeLog changeLog;
    private final Map<String, Webhook> webhooks = new ConcurrentHashMap<>();

    Webhooks(ChangeLog changeLog, @Nullable Webhook first) {
        this.changeLog = changeLog;
        if (first != null) {
            webhooks.put(first.id(), first);
        }
    }

    public Optional<Webhook> withId(String id) {
        return Optional.ofNullable(webhooks.get(id));
    }

    public List<Webhook> of(String channelId) {
        return webhooks.values().stream()
                .filter(webhook -> webhook.channelId().equals(channelId))
                .sorted(Comparator.comparing(Webhook::id))
                .toList();
    }

    public Webhook add(Webhook webhook) {
        return changeLog.inOrder(() -> {
            webhooks.put(webhook.id(), webhook);
            changeLog.write(new JournalEntry.WebhookStands(webhook));
            return webhook;
        });
    }

    public void remove(String id) {
        changeLog.inOrder(() -> {
            webhooks.remove(id);
            changeLog.write(new JournalEntry.WebhookGone(id));
        });
    }

    /** As {@link #remove}, but the state file keeps it: after a restart it is there. */
    public void removeForNow(String id) {
        changeLog.inOrder(() -> {
            webhooks.remove(id);
        });
    }

    /** What {@link #removeForNow} has removed is there again. */
    public void bringBack(Webhook webhook) {
        changeLog.inOrder(() -> {
            webhooks.put(webhook.id(), webhook);
        });
    }

    void removeAllOf(String channelId) {
        of(channelId).forEach(webhook -> remove(webhook.id()));
    }

    void replay(JournalEntry entry) {
        if (entry instanceof JournalEntry.WebhookStands stands) {
            webhooks.put(stands.webhook().id(), stands.webhook());
        } else if (entry instanceof JournalEntry.WebhookGone gone) {
            webhooks.remove(gone.id());
        }
    }

    /** The first webhook comes from the settings and is left out, so that a changed token takes effect. */
    List<JournalEntry> asJournal(String firstId) {
        return webhooks.values().stream()
                .filter(webhook -> !webhook.id().equals(firstId))
                .<JournalEntry>map(JournalEntry.WebhookStands::new)
                .toList();
    }
}
