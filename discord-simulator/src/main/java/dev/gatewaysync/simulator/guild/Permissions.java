package dev.gatewaysync.simulator.guild;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Who may do what where: roles, and what single channels change in them. Nothing of it outlives the process: these are
 * circumstances that a test sets up.
 *
 * @see <a href="https://docs.discord.com/developers/topics/permissions#permission-overwrites">Their order</a>
 */
public final class Permissions {

    /** What everyone may do: read and write, but not look after what others wrote. */
    private static final long EVERYONE_MAY = Permission.ADD_REACTIONS
            | Permission.VIEW_CHANNEL
            | Permission.SEND_MESSAGES
            | Permission.EMBED_LINKS
            | Permission.ATTACH_FILES
            | Permission.READ_MESSAGE_HISTORY
            | Permission.CHANGE_NICKNAME
            | Permission.USE_APPLICATION_COMMANDS
            | Permission.SEND_MESSAGES_IN_THREADS;

    /** What makes no sense to somebody who may not write; none of it is said to be denied. */
    private static final long NEEDS_SENDING = Permission.MENTION_EVERYONE
            | Permission.SEND_TTS_MESSAGES
            | Permission.ATTACH_FILES
            | Permission.EMBED_LINKS;

    private final Guild guild;
    private final ChangeLog changeLog;
    private final Map<String, SimulatedRole> roles = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> membersRoles = new ConcurrentHashMap<>();
    private final Map<String, List<Overwrite>> overwrites = new ConcurrentHashMap<>();
    private final List<AuditEntry> auditLog = new CopyOnWriteArrayList<>();

    Permissions(Guild guild, ChangeLog changeLog) {
        this.guild = guild;
        this.changeLog = changeLog;
        put(new SimulatedRole(guild.id(), "@everyone", EVERYONE_MAY, 0, false, false));
        // Not an administrator: to those no channel can deny anything, and hardly a bot is invited as one.
        put(new SimulatedRole(botRole(), guild.name(), Permission.ALL & ~Permission.ADMINISTRATOR, 1, false, true));
        membersRoles.put(guild.applicationId(), Set.of(botRole()));
    }

    private String botRole() {
        return Snowflakes.named("bot role of " + guild.id());
    }

    private void put(SimulatedRole role) {
        roles.put(role.id(), role);
    }

    /** Lowest first. */
    public List<SimulatedRole> roles() {
        return roles.values().stream()
                .sorted(Comparator.comparingInt(SimulatedRole::position).thenComparing(SimulatedRole::id))
                .toList();
    }

    public Optional<SimulatedRole> role(String id) {
        return Optional.ofNullable(roles.get(id));
    }

    /** Below all others but that of everybody, where Discord puts new ones. */
    public SimulatedRole addRole(String id, String name, long permissions, boolean mentionable) {
        return changeLog.inOrder(() -> {
            roles().stream()
                    .filter(other -> other.position() > 0)
                    .forEach(other -> put(other.at(other.position() + 1)));
            var role = new SimulatedRole(id, name, permissions, 1, mentionable, false);
            put(role);
            changeLog.tell(new GuildEvent.RoleCreated(role));
            return role;
        });
    }

    public void change(String roleId, long permissions) {
        changeLog.inOrder(() -> {
            var before = seen();
            var changed = known(roleId).with(permissions);
            put(changed);
            changeLog.tell(new GuildEvent.RoleUpdated(changed));
            // What comes into or out of sight by it is told as a change of the channel.
            var after = seen();
            guild.channels().listed().stream()
                    .filter(channel -> before.contains(channel.id()) != after.contains(channel.id()))
                    .forEach(channel -> changeLog.tell(new GuildEvent.ChannelUpdated(channel)));
        });
    }

    /** Somebody drags the role to the top of the server's list. */
    public void raise(String roleId) {
        changeLog.inOrder(() -> {
            var raised = known(roleId).at(roles.size());
            put(raised);
            changeLog.tell(new GuildEvent.RoleUpdated(raised));
        });
    }

    /** Position of the member's highest role; 0 is that of everybody. */
    public int highestOf(Author person) {
        return rolesOf(person).stream()
                .mapToInt(id -> known(id).position())
                .max()
                .orElse(0);
    }

    /** Gives a role or takes it; nothing changes where it is so already, and it is in the audit log all the same. */
    public void changeRole(Author person, String roleId, boolean given, String reason) {
        changeLog.inOrder(() -> {
            var now = new TreeSet<>(rolesOf(person));
            if (given) {
                now.add(roleId);
            } else {
                now.remove(roleId);
            }
            membersRoles.put(person.id(), Set.copyOf(now));
            auditLog.add(new AuditEntry(person.id(), roleId, given, reason));
        });
    }

    /** What the bot has changed of members' roles, oldest first. */
    public List<AuditEntry> auditLog() {
        return List.copyOf(auditLog);
    }

    private SimulatedRole known(String roleId) {
        return role(roleId)
                .orElseThrow(() -> new IllegalArgumentException("The simulated guild has no role " + roleId));
    }

    public SimulatedRole everyone() {
        return known(guild.id());
    }

    public SimulatedRole ofBot() {
        return known(botRole());
    }

    public void give(Author person, String roleId) {
        membersRoles.merge(person.id(), Set.of(roleId), (had, more) -> {
            var all = new TreeSet<>(had);
            all.addAll(more);
            return Set.copyOf(all);
        });
    }

    public Set<String> rolesOf(Author person) {
        return membersRoles.getOrDefault(person.id(), Set.of());
    }

    /** Takes the place of an earlier one for the same role or member. */
    public void overwrite(SimulatedChannel channel, Overwrite overwrite) {
        changeLog.inOrder(() -> {
            var kept = new ArrayList<>(overwritesOf(channel));
            kept.removeIf(old -> old.id().equals(overwrite.id()));
            kept.add(overwrite);
            overwrites.put(channel.id(), List.copyOf(kept));
            changeLog.tell(new GuildEvent.ChannelUpdated(channel));
        });
    }

    public void clear(SimulatedChannel channel) {
        changeLog.inOrder(() -> {
            overwrites.remove(channel.id());
            changeLog.tell(new GuildEvent.ChannelUpdated(channel));
        });
    }

    public List<Overwrite> overwritesOf(SimulatedChannel channel) {
        return overwrites.getOrDefault(channel.id(), List.of());
    }

    /** In the server as a whole. */
    public long of(Author person) {
        if (person.equals(guild.owner())) {
            return Permission.ALL;
        }
        long sum = everyone().permissions();
        for (var id : rolesOf(person)) {
            sum |= known(id).permissions();
        }
        return (sum & Permission.ADMINISTRATOR) != 0 ? Permission.ALL : sum;
    }

    /** In this channel; a thread has the permissions of the channel it belongs to. */
    public long in(SimulatedChannel channel, Author person) {
        long base = of(person);
        if (base == Permission.ALL) {
            return base;
        }
        var where = channel.isThread() && channel.parentId() != null ? channel.parentId() : channel.id();
        return implied(overwritten(base, person, overwrites.getOrDefault(where, List.of())), channel);
    }

    private long overwritten(long base, Author person, Collection<Overwrite> changes) {
        var mine = rolesOf(person);
        long everyone = apply(base, changes, change -> change.id().equals(guild.id()));
        long asRole = apply(everyone, changes, change -> mine.contains(change.id()));
        return apply(asRole, changes, change -> change.id().equals(person.id()));
    }

    /** Of several roles one that allows is enough. */
    private static long apply(long permissions, Collection<Overwrite> changes, Predicate<Overwrite> concerned) {
        return permissions & ~bits(changes, concerned, Overwrite::deny) | bits(changes, concerned, Overwrite::allow);
    }

    private static long bits(
            Collection<Overwrite> changes, Predicate<Overwrite> concerned, ToLongFunction<Overwrite> side) {
        return changes.stream().filter(concerned).mapToLong(side).reduce(0, (all, more) -> all | more);
    }

    private static long implied(long permissions, SimulatedChannel channel) {
        if ((permissions & Permission.VIEW_CHANNEL) == 0) {
            return 0;
        }
        long sending = channel.isThread() ? Permission.SEND_MESSAGES_IN_THREADS : Permission.SEND_MESSAGES;
        return (permissions & sending) == 0 ? permissions & ~NEEDS_SENDING : permissions;
    }

    public boolean mayBot(SimulatedChannel channel, long permission) {
        return (in(channel, guild.bot()) & permission) == permission;
    }

    /** A category is seen where a channel in it is. */
    public boolean seenByBot(SimulatedChannel channel) {
        return mayBot(channel, Permission.VIEW_CHANNEL)
                || channel.type() == SimulatedChannel.CATEGORY
                        && guild.channels().listed().stream()
                                .filter(inside -> channel.id().equals(inside.parentId()))
                                .anyMatch(inside -> mayBot(inside, Permission.VIEW_CHANNEL));
    }

    private Set<String> seen() {
        return guild.channels().listed().stream()
                .filter(this::seenByBot)
                .map(SimulatedChannel::id)
                .collect(Collectors.toSet());
    }

    public boolean mayBot(long permission) {
        return (of(guild.bot()) & permission) == permission;
    }
}
