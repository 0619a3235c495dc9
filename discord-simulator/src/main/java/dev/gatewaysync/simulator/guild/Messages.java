package dev.gatewaysync.simulator.guild;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** All messages of the guild, by channel and age. */
public final class Messages {

    /** Discord says "the past few minutes". */
    private static final Duration NONCE_MEMORY = Duration.ofMinutes(5);

    private final ChangeLog changeLog;
    private final Snowflakes ids;
    private final InstantSource clock;
    private final Mentions mentions;
    private final Map<String, ConcurrentNavigableMap<Long, SimulatedMessage>> byChannel = new ConcurrentHashMap<>();
    private final Map<String, SimulatedMessage> byNonce = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Set<String>>> reactions = new ConcurrentHashMap<>();

    Messages(ChangeLog changeLog, Snowflakes ids, InstantSource clock, Mentions mentions) {
        this.mentions = mentions;
        this.changeLog = changeLog;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @param message the message that now stands for the draft
     * @param isNew false when an enforced nonce found an earlier one
     */
    public record Created(SimulatedMessage message, boolean isNew) {}

    public Created create(MessageDraft draft) {
        return changeLog.inOrder(() -> recentWithNonceOf(draft)
                .map(earlier -> new Created(earlier, false))
                .orElseGet(() -> new Created(write(draft), true)));
    }

    private Optional<SimulatedMessage> recentWithNonceOf(MessageDraft draft) {
        if (!draft.enforceNonce() || draft.nonce() == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(byNonce.get(nonceKey(draft.author(), draft.nonce())))
                .filter(earlier -> earlier.createdAt().plus(NONCE_MEMORY).isAfter(clock.instant()))
                .flatMap(earlier -> withId(earlier.channelId(), earlier.id()));
    }

    private SimulatedMessage write(MessageDraft draft) {
        return write(draft, ids.next());
    }

    /** The first message of a forum's post has the id of the post. */
    SimulatedMessage open(MessageDraft draft) {
        return write(draft, draft.channelId());
    }

    private SimulatedMessage write(MessageDraft draft, String id) {
        var mentioned = mentions.in(draft.body(), draft.channelId(), draft.author(), draft.webhookId());
        var message = new SimulatedMessage(
                id,
                draft.channelId(),
                draft.author(),
                draft.webhookId(),
                draft.body(),
                draft.nonce(),
                null,
                clock.instant(),
                null,
                0,
                mentioned.anybody(),
                mentioned);
        store(message);
        changeLog.write(new JournalEntry.MessageStands(message));
        changeLog.tell(new GuildEvent.MessageCreated(message));
        return message;
    }

    /**
     * Empty when there is no such message.
     *
     * @param change what it throws leaves the message as it was
     */
    public Optional<SimulatedMessage> edit(String channelId, String id, UnaryOperator<MessageBody> change) {
        return changeLog.inOrder(() ->
                withId(channelId, id).map(old -> replace(edited(old, change.apply(old.body())), true)));
    }

    /** Mentions are looked for again, by what this edit allows. */
    public SimulatedMessage edited(SimulatedMessage old, MessageBody body) {
        return old.edited(body, mentions.in(body, old.channelId(), old.author(), old.webhookId()), clock.instant());
    }

    /** Empty when there is no such message; pinning a pinned message changes nothing. */
    public Optional<SimulatedMessage> pin(String channelId, String id, boolean pinned) {
        return changeLog.inOrder(() -> withId(channelId, id).map(old -> {
            if (old.pinned() == pinned) {
                return old;
            }
            var changed = replace(old.pinnedAt(pinned ? clock.instant() : null), false);
            changeLog.tell(new GuildEvent.PinsChanged(channelId, lastPinIn(channelId)));
            return changed;
        }));
    }

    /** A person reacts to a message; a second time with the same emoji changes nothing. */
    public void react(SimulatedMessage message, Author person, String emoji) {
        reactions
                .computeIfAbsent(message.id(), id -> new ConcurrentSkipListMap<>())
                .computeIfAbsent(emoji, name -> ConcurrentHashMap.newKeySet())
                .add(person.id());
    }

    /** Emoji → ids of those who reacted with it. */
    public Map<String, Set<String>> reactions(SimulatedMessage message) {
        return reactions.getOrDefault(message.id(), Map.of());
    }

    /** Empty when there is no such message, or it has been published before. */
    public Optional<SimulatedMessage> publish(String channelId, String id) {
        return changeLog.inOrder(() -> withId(channelId, id)
                .filter(old -> !old.published())
                .map(old -> replace(old.withBody(old.body().published()), false)));
    }

    private @Nullable Instant lastPinIn(String channelId) {
        return pinsOf(channelId).stream()
                .findFirst()
                .map(SimulatedMessage::pinnedAt)
                .orElse(null);
    }

    private SimulatedMessage replace(SimulatedMessage changed, boolean edited) {
        store(changed);
        changeLog.write(new JournalEntry.MessageStands(changed));
        changeLog.tell(new GuildEvent.MessageUpdated(changed, edited));
        return changed;
    }

    public boolean delete(String channelId, String id) {
        return changeLog.inOrder(() -> {
            if (channel(channelId).remove(Long.parseUnsignedLong(id)) == null) {
                return false;
            }
            changeLog.write(new JournalEntry.MessageGone(id));
            changeLog.tell(new GuildEvent.MessageDeleted(id, channelId));
            return true;
        });
    }

    public Optional<SimulatedMessage> withId(String channelId, String id) {
        return Snowflakes.isSnowflake(id)
                ? Optional.ofNullable(channel(channelId).get(Long.parseUnsignedLong(id)))
                : Optional.empty();
    }

    /** Oldest first; a live view. */
    public Collection<SimulatedMessage> in(String channelId) {
        return channel(channelId).values();
    }

    /** Newest first, all older than {@code id}. */
    public List<SimulatedMessage> before(String channelId, String id, int limit) {
        return channel(channelId).headMap(Long.parseUnsignedLong(id), false).descendingMap().values().stream()
                .limit(limit)
                .toList();
    }

    /** The oldest that are newer than {@code id}, newest of them first, as Discord lists them. */
    public List<SimulatedMessage> after(String channelId, String id, int limit) {
        return channel(channelId).tailMap(Long.parseUnsignedLong(id), false).values().stream()
                .limit(limit)
                .toList()
                .reversed();
    }

    public List<SimulatedMessage> newest(String channelId, int limit) {
        return channel(channelId).descendingMap().values().stream().limit(limit).toList();
    }

    /** Last pinned first. */
    public List<SimulatedMessage> pinsOf(String channelId) {
        return in(channelId).stream()
                .filter(SimulatedMessage::pinned)
                .sorted(Comparator.comparing((SimulatedMessage message) -> Objects.requireNonNull(message.pinnedAt()))
                        .thenComparing(SimulatedMessage::id)
                        .reversed())
                .toList();
    }

    void forgetChannel(String channelId) {
        byChannel.remove(channelId);
    }

    void replay(JournalEntry entry) {
        if (entry instanceof JournalEntry.MessageStands stands) {
            store(stands.message());
            ids.startAfter(stands.message().id());
        } else if (entry instanceof JournalEntry.MessageGone gone) {
            byChannel.values().forEach(messages -> messages.remove(Long.parseUnsignedLong(gone.id())));
        } else if (entry instanceof JournalEntry.ChannelGone gone) {
            forgetChannel(gone.id());
        }
    }

    List<JournalEntry> asJournal() {
        return byChannel.values().stream()
                .flatMap(messages -> messages.values().stream())
                .<JournalEntry>map(JournalEntry.MessageStands::new)
                .toList();
    }

    private void store(SimulatedMessage message) {
        channel(message.channelId()).put(Long.parseUnsignedLong(message.id()), message);
        var nonce = message.nonce();
        if (nonce != null) {
            byNonce.put(nonceKey(message.author(), nonce), message);
        }
    }

    private ConcurrentNavigableMap<Long, SimulatedMessage> channel(String channelId) {
        return byChannel.computeIfAbsent(channelId, id -> new ConcurrentSkipListMap<>());
    }

    private static String nonceKey(Author author, String nonce) {
        return author.id() + " " + nonce;
    }
}
