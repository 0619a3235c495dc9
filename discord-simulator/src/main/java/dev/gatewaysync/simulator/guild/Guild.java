package dev.gatewaysync.simulator.guild;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** The simulated server with everything in it. */
public final class Guild implements AutoCloseable {
    private final ChangeLog changeLog = new ChangeLog();
    private final GuildSeed seed;
    private final InstantSource clock;
    private volatile Credentials credentials;
    private final Snowflakes ids;
    private final String botName;
    private final Channels channels;
    private final Permissions permissions;
    private final Messages messages;
    private final Webhooks webhooks;
    private final Commands commands;
    private final ScheduledEvents scheduledEvents;
    private final SessionStarts sessionStarts;
    private final OtherServers others;
    private final PrivilegedIntents intents = new PrivilegedIntents();
    private volatile boolean botPresent = true;

    private volatile String locale = "en-US";
    private volatile Presence presence = Presence.NOTHING;

    private Guild(GuildSeed seed, Credentials credentials, InstantSource clock, Snowflakes ids, String botName) {
        this.seed = seed;
        this.clock = clock;
        this.credentials = credentials;
        this.ids = ids;
        this.botName = botName;
        channels = new Channels(seed, changeLog);
        permissions = new Permissions(this, changeLog);
        messages = new Messages(changeLog, ids, clock, new Mentions(this));
        webhooks = new Webhooks(changeLog, firstWebhook());
        sessionStarts = new SessionStarts(clock);
        scheduledEvents = new ScheduledEvents(changeLog, clock);
        commands = new Commands(changeLog, ids, seed.applicationId());
        others = new OtherServers(seedOfOther -> new Guild(seedOfOther, this.credentials, clock, ids, botName));
    }

    private @Nullable Webhook firstWebhook() {
        var channel = seed.webhookChannel();
        return channel == null
                ? null
                : new Webhook(
                        credentials.webhookId(), channels.named(channel).id(), credentials.webhookToken(), seed.name());
    }

    /** @param stateFile null keeps everything in memory only */
    public static Guild open(GuildSeed seed, Credentials credentials, InstantSource clock, @Nullable Path stateFile) {
        var guild = new Guild(seed, credentials, clock, new Snowflakes(clock), seed.name());
        if (stateFile != null) {
            Journal.read(stateFile).forEach(guild::replay);
            guild.changeLog.writeTo(Journal.compacted(stateFile, guild.asJournal()));
        }
        return guild;
    }

    private void replay(JournalEntry entry) {
        channels.replay(entry);
        messages.replay(entry);
        webhooks.replay(entry);
        commands.replay(entry);
        scheduledEvents.replay(entry);
    }

    private ArrayList<JournalEntry> asJournal() {
        var entries = new ArrayList<>(channels.asJournal());
        entries.addAll(webhooks.asJournal(credentials.webhookId()));
        entries.addAll(commands.asJournal());
        entries.addAll(messages.asJournal());
        entries.addAll(scheduledEvents.asJournal());
        return entries;
    }

    public String id() {
        return seed.guildId();
    }

    public String name() {
        return seed.name();
    }

    public String applicationId() {
        return seed.applicationId();
    }

    public Credentials credentials() {
        return credentials;
    }

    /** The token that there was is worth nothing from now on. */
    public void resetBotToken() {
        credentials = new Credentials(Tokens.bot(applicationId()), credentials.webhookId(), credentials.webhookToken());
    }

    public Author bot() {
        return new Author(applicationId(), botName, true, null);
    }

    public Author owner() {
        return new Author(Snowflakes.named("owner"), "owner", false, null);
    }

    /** Somebody who may do nothing special. */
    public Author member() {
        return new Author(Snowflakes.named("member"), "member", false, null);
    }

    public List<Author> people() {
        return List.of(bot(), owner(), member());
    }

    /** Whether the application has the privileged intent Server Members: without it nobody lists them. */
    public boolean isListingMembersAllowed() {
        return intents.mayListMembers();
    }

    public void allowMembers(boolean allowed) {
        intents.allowListingMembers(allowed);
    }

    public Presence presence() {
        return presence;
    }

    public void show(Presence shown) {
        changeLog.inOrder(() -> {
            presence = shown;
            changeLog.tell(new GuildEvent.PresenceChanged(shown));
        });
    }

    /** The server's main language. */
    public String locale() {
        return locale;
    }

    public void speak(String newLocale) {
        changeLog.inOrder(() -> {
            locale = newLocale;
            changeLog.tell(new GuildEvent.GuildUpdated());
        });
    }

    /** Whether the bot is in the guild. */
    public boolean isBotPresent() {
        return botPresent;
    }

    public void letBotJoin() {
        changeLog.inOrder(() -> {
            botPresent = true;
            changeLog.tell(new GuildEvent.BotJoined());
        });
    }

    /** Its commands of this guild go with it. */
    public void removeBot() {
        changeLog.inOrder(() -> {
            botPresent = false;
            commands.replace(id(), JsonNodeFactory.instance.arrayNode());
            changeLog.tell(new GuildEvent.BotLeft(false));
        });
    }

    /** As in an outage of some of Discord's servers: the gateway takes the guild away, and later brings it back. */
    public void tellOutage(boolean begins) {
        changeLog.inOrder(() -> changeLog.tell(begins ? new GuildEvent.BotLeft(true) : new GuildEvent.BotJoined()));
    }

    /** Whether the application may ask for the intent MESSAGE_CONTENT. */
    public boolean isContentAllowed() {
        return intents.mayReadContent();
    }

    public void allowContent(boolean allowed) {
        intents.allowReadingContent(allowed);
    }

    /** Discord's flags of the application. */
    public int applicationFlags() {
        return intents.flags();
    }

    /** Where the same bot is, too. */
    public OtherServers others() {
        return others;
    }

    public Channels channels() {
        return channels;
    }

    public SessionStarts sessionStarts() {
        return sessionStarts;
    }

    public Permissions permissions() {
        return permissions;
    }

    public Messages messages() {
        return messages;
    }

    public Webhooks webhooks() {
        return webhooks;
    }

    public Commands commands() {
        return commands;
    }

    public ScheduledEvents scheduledEvents() {
        return scheduledEvents;
    }

    public String nextId() {
        return ids.next();
    }

    /**
     * A thread, and in a forum the message it is opened with.
     *
     * @param id a {@link #nextId new} one
     * @param opening null in a channel that is no forum
     */
    public SimulatedChannel openThread(
            String id,
            SimulatedChannel parent,
            String name,
            String ownerId,
            List<String> tags,
            int autoArchiveMinutes,
            @Nullable MessageDraft opening) {
        return changeLog.inOrder(() -> {
            var thread = channels.addThread(
                    id,
                    parent,
                    name,
                    new ThreadState(ownerId, tags, false, clock.instant(), false, autoArchiveMinutes));
            if (opening != null) {
                messages.open(opening);
            }
            return thread;
        });
    }

    /** As it is at this moment: a thread that has been silent for its time is archived. */
    public SimulatedChannel current(SimulatedChannel channel) {
        var thread = channel.threadState();
        if (thread == null || thread.archived()) {
            return channel;
        }
        var newest = messages.newest(channel.id(), 1);
        var last = newest.isEmpty()
                ? Snowflakes.instantOf(channel.id())
                : newest.getFirst().createdAt();
        var since = last.isAfter(thread.archivedAt()) ? last : thread.archivedAt();
        return since.plus(thread.autoArchive()).isAfter(clock.instant()) ? channel : archive(channel, true);
    }

    /** Of the whole server. */
    public List<SimulatedChannel> activeThreads() {
        return channels.threads().stream()
                .map(this::current)
                .filter(thread -> !thread.isArchived())
                .toList();
    }

    /** Changes nothing in a channel that is no thread. */
    public SimulatedChannel archive(SimulatedChannel channel, boolean archived) {
        var thread = channel.threadState();
        if (thread == null || thread.archived() == archived) {
            return channel;
        }
        var changed = channel.with(thread.archived(archived, clock.instant()));
        channels.update(changed);
        return changed;
    }

    public void removeChannel(SimulatedChannel channel) {
        changeLog.inOrder(() -> {
            channels.threadsOf(channel.id()).forEach(this::removeChannel);
            messages.forgetChannel(channel.id());
            webhooks.removeAllOf(channel.id());
            channels.remove(channel);
        });
    }

    /**
     * Listeners are called in the order of the changes, before the client that caused them is answered; they must not
     * wait.
     */
    public void listen(Consumer<GuildEvent> listener) {
        changeLog.listen(listener);
    }

    /** Runs {@code reading} while nothing changes: for a picture that later events continue without a gap. */
    public void whileNothingChanges(Runnable reading) {
        changeLog.inOrder(reading);
    }

    @Override
    public void close() {
        changeLog.close();
    }
}
