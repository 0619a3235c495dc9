package dev.gatewaysync.simulator.guild;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The guild's channels, and which of them the bot is shut out of. */
public final class Channels {

    private static final String RESOURCES = "Resources";

    private final ChangeLog changeLog;
    private final Map<String, SimulatedChannel> channels = new ConcurrentHashMap<>();
    private final Map<String, Integer> denials = new ConcurrentHashMap<>();
    private final Map<String, SimulatedChannel> seeded;

    Channels(GuildSeed seed, ChangeLog changeLog) {
        this.changeLog = changeLog;
        int position = 0;
        for (var name : seed.textChannels()) {
            put(SimulatedChannel.listed(
                    Snowflakes.named("#" + name), SimulatedChannel.TEXT, name, null, position++, null));
        }
        if (!seed.resourceChannels().isEmpty()) {
            var resources = SimulatedChannel.listed(
                    Snowflakes.named(RESOURCES), SimulatedChannel.CATEGORY, RESOURCES, null, position++, null);
            put(resources);
            for (var name : seed.resourceChannels()) {
                put(SimulatedChannel.listed(
                        Snowflakes.named("#" + name), SimulatedChannel.TEXT, name, resources.id(), position++, null));
            }
        }
        seeded = Map.copyOf(channels);
    }

    public List<SimulatedChannel> all() {
        return channels.values().stream()
                .sorted(Comparator.comparingInt(SimulatedChannel::position).thenComparing(SimulatedChannel::id))
                .toList();
    }

    public Optional<SimulatedChannel> withId(String id) {
        return Optional.ofNullable(channels.get(id));
    }

    /** All but the threads, as the guild lists them. */
    public List<SimulatedChannel> listed() {
        return all().stream().filter(channel -> !channel.isThread()).toList();
    }

    /** Oldest first. */
    public List<SimulatedChannel> threadsOf(String channelId) {
        return threads().stream()
                .filter(thread -> channelId.equals(thread.parentId()))
                .toList();
    }

    /** Oldest first. */
    public List<SimulatedChannel> threads() {
        return channels.values().stream()
                .filter(SimulatedChannel::isThread)
                .sorted(Comparator.comparingLong(thread -> Long.parseUnsignedLong(thread.id())))
                .toList();
    }

    /** @throws IllegalArgumentException when no text channel and no forum has this name */
    public SimulatedChannel named(String name) {
        return all().stream()
                .filter(channel -> channel.isText() || channel.isForum())
                .filter(channel -> channel.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The simulated guild has no channel named " + name));
    }

    public SimulatedChannel add(String id, int type, String name, @Nullable String parentId, @Nullable String topic) {
        return changeLog.inOrder(() -> {
            int position =
                    all().stream().mapToInt(SimulatedChannel::position).max().orElse(-1) + 1;
            return add(SimulatedChannel.listed(id, type, name, parentId, position, topic));
        });
    }

    private SimulatedChannel add(SimulatedChannel channel) {
        put(channel);
        changeLog.write(new JournalEntry.ChannelStands(channel));
        changeLog.tell(new GuildEvent.ChannelCreated(channel));
        return channel;
    }

    SimulatedChannel addThread(String id, SimulatedChannel parent, String name, ThreadState state) {
        int type = parent.isAnnouncement() ? SimulatedChannel.ANNOUNCEMENT_THREAD : SimulatedChannel.THREAD;
        return add(new SimulatedChannel(id, type, name, parent.id(), 0, null, null, state));
    }

    public void update(SimulatedChannel channel) {
        changeLog.inOrder(() -> {
            put(channel);
            changeLog.write(new JournalEntry.ChannelStands(channel));
            changeLog.tell(new GuildEvent.ChannelUpdated(channel));
        });
    }

    void remove(SimulatedChannel channel) {
        channels.remove(channel.id());
        changeLog.write(new JournalEntry.ChannelGone(channel.id()));
        changeLog.tell(new GuildEvent.ChannelDeleted(channel));
    }

    /** @param code what Discord would answer: 50001 Missing Access or 50013 Missing Permissions */
    public void deny(String channelId, int code) {
        denials.put(channelId, code);
    }

    public void allow(String channelId) {
        denials.remove(channelId);
    }

    public Optional<Integer> denialOf(String channelId) {
        return Optional.ofNullable(denials.get(channelId));
    }

    void replay(JournalEntry entry) {
        if (entry instanceof JournalEntry.ChannelStands stands) {
            put(stands.channel());
        } else if (entry instanceof JournalEntry.ChannelGone gone) {
            channels.remove(gone.id());
        }
    }

    /** Only what differs from the seed: a changed seed must still show after a restart. */
    List<JournalEntry> asJournal() {
        var entries = new ArrayList<JournalEntry>();
        all().stream()
                .filter(channel -> !channel.equals(seeded.get(channel.id())))
                .forEach(channel -> entries.add(new JournalEntry.ChannelStands(channel)));
        seeded.keySet().stream()
                .filter(id -> !channels.containsKey(id))
                .forEach(id -> entries.add(new JournalEntry.ChannelGone(id)));
        return entries;
    }

    private void put(SimulatedChannel channel) {
        channels.put(channel.id(), channel);
    }
}
