package dev.gatewaysync.console.doctor;

import dev.gatewaysync.cards.channel.DiscordPermission;
import dev.gatewaysync.cards.channel.GuildChannels;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Whether the bot may do in each channel what the settings have it do there. */
final class ChannelChecks {
    private static final String CREATES = "DISCORD_CREATE_CHANNELS";

    private final DiscordServer server;
    private final DiscordApi api;
    private final UsedChannels used;
    private final Set<DiscordPermission> wanted = EnumSet.noneOf(DiscordPermission.class);

    ChannelChecks(DiscordServer server, DiscordApi api, UsedChannels used) {
        this.server = server;
        this.api = api;
        this.used = used;
    }

    /** What an invitation has to ask for, known when {@link #examine} is done. */
    Set<DiscordPermission> wanted() {
        return wanted;
    }

    List<Check> examine() {
        List<UsedChannels.Used> all = used.in(server.named());
        List<Check> checks = new ArrayList<>(presence(all));
        int well = 0;
        for (Map.Entry<GuildChannels.Channel, Set<ChannelUse>> one :
                byChannel(all).entrySet()) {
            Check check = one(one.getKey(), one.getValue());
            if (check == null) {
                well++;
            } else {
                checks.add(check);
            }
        }
        checks.add(server(well));
        return checks;
    }

    /** Channels that the settings name, or whose names are fixed. */
    private List<Check> presence(List<UsedChannels.Used> all) {
        Set<String> missing = new TreeSet<>();
        List<Check> checks = new ArrayList<>();
        for (UsedChannels.Used one : all) {
            if (one.found() != null || !one.required()) {
                continue;
            }
            one.use().needs(ChannelKind.TEXT).forEach(need -> wanted.add(need.permission()));
            if (one.use() == ChannelUse.SUGGESTIONS && !used.areCreated()) {
                checks.add(Check.warning(
                        "Discord #" + one.name(),
                        "not there, or not visible to the bot: what members suggest is not shown",
                        makeOrShow("#" + one.name())));
            } else {
                missing.add("#" + one.name() + (one.setting().isEmpty() ? "" : " (" + one.setting() + ")"));
            }
        }
        String seen = server.channels().size() + " seen";
        String list = String.join(", ", missing);
        checks.addFirst(
                missing.isEmpty()
                        ? Check.ok("Discord channels", seen)
                        : used.areCreated()
                                ? Check.ok("Discord channels", seen + ", " + list + " to be created")
                                : Check.failed("Discord channels", "missing: " + list, makeOrShow("them")));
        return checks;
    }

    private static String makeOrShow(String what) {
        return "Create " + what + ", or set " + CREATES + "=on. If it is there and private: its Edit Channel →"
                + " Permissions → Add members or roles → the bot → View Channel; Discord tells a bot nothing of channels"
                + " that it may not view";
    }

    private static Map<GuildChannels.Channel, Set<ChannelUse>> byChannel(List<UsedChannels.Used> all) {
        Map<GuildChannels.Channel, Set<ChannelUse>> uses = new LinkedHashMap<>();
        for (UsedChannels.Used one : all) {
            if (one.found() != null) {
                uses.computeIfAbsent(one.found(), found -> new LinkedHashSet<>())
                        .add(one.use());
            }
        }
        return uses;
    }

    /** Null if all is well. */
    private @Nullable Check one(GuildChannels.Channel channel, Set<ChannelUse> uses) {
        JsonNode listed = server.channel(channel.id()).orElse(null);
        return listed == null
                ? unlisted(channel, uses)
                : permissions("#" + channel.name(), ChannelKind.of(listed), listed, uses);
    }

    /** An id that the server's list does not have: a thread, or a channel that the bot may not view. */
    private @Nullable Check unlisted(GuildChannels.Channel channel, Set<ChannelUse> uses) {
        DiscordApi.Answer answer = api.ask(rest -> rest.channel(channel.id()));
        String name = "Discord channel " + channel.id();
        if (answer.status() == 403) {
            return Check.failed(
                    name,
                    "the bot may not view it (" + labels(uses) + ")",
                    "In Discord: that channel's Edit Channel → Permissions → Add members or roles → the bot → View Channel");
        }
        if (!answer.isOk()) {
            return Check.failed(
                    name,
                    answer.status() == 404
                            ? "there is no channel or thread of this id (" + labels(uses) + ")"
                            : "Discord " + answer.problem(),
                    "Copy the id again: right-click the channel or thread → Copy Channel ID, or write its name");
        }
        return thread(answer.body(), uses);
    }

    private @Nullable Check thread(JsonNode thread, Set<ChannelUse> uses) {
        String name =
                "the thread " + thread.path("name").asString(thread.path("id").asString(""));
        JsonNode parent = server.channel(thread.path("parent_id").asString("")).orElse(null);
        if (ChannelKind.of(thread) != ChannelKind.THREAD || parent == null) {
            return Check.failed(
                    "Discord " + name,
                    "it is in no channel of this server that the bot may view (" + labels(uses) + ")",
                    "Name a channel or a thread of the server GUILD_ID");
        }
        Check check = permissions(name, ChannelKind.THREAD, parent, uses);
        boolean locked = thread.path("thread_metadata").path("locked").asBoolean(false);
        if (locked) {
            wanted.add(DiscordPermission.MANAGE_THREADS);
        }
        return check == null && locked && !server.bot().has(DiscordPermission.MANAGE_THREADS, parent)
                ? Check.failed(
                        "Discord " + name,
                        "it is locked, and the bot may not open it (" + labels(uses) + ")",
                        "Unlock it (right-click the thread → Unlock Thread), or allow the bot Manage Threads in #"
                                + parent.path("name").asString(""))
                : check;
    }

    private @Nullable Check permissions(String where, ChannelKind kind, JsonNode channel, Set<ChannelUse> uses) {
        List<ChannelUse.Need> needs =
                uses.stream().flatMap(use -> use.needs(kind).stream()).toList();
        needs.forEach(need -> wanted.add(need.permission()));
        List<ChannelUse.Need> missing = needs.stream()
                .filter(need -> !server.bot().has(need.permission(), channel))
                .toList();
        if (missing.isEmpty()) {
            return null;
        }
        Set<DiscordPermission> permissions = missing.stream()
                .map(ChannelUse.Need::permission)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(DiscordPermission.class)));
        String found = "missing: "
                + permissions.stream().map(kind::label).collect(Collectors.joining(", ")) + " (" + labels(uses) + "): "
                + missing.stream().map(ChannelUse.Need::without).distinct().collect(Collectors.joining("; "));
        String advice = permissions.stream()
                .map(permission -> cure(where, kind, channel, permission))
                .distinct()
                .collect(Collectors.joining(". "));
        return missing.stream().anyMatch(ChannelUse.Need::vital)
                ? Check.failed("Discord " + where, found, advice)
                : Check.warning("Discord " + where, found, advice);
    }

    private String cure(String where, ChannelKind kind, JsonNode channel, DiscordPermission permission) {
        String page = (kind == ChannelKind.THREAD ? "#" + channel.path("name").asString("") : where)
                + " → Edit Channel → Permissions → ";
        String label = kind.label(permission);
        return server.bot()
                .deniedBy(permission, channel)
                .map(id -> id.equals(
                                Objects.requireNonNull(server.guild().path("id").asString("")))
                        ? page + "add " + server.botRole() + " → allow " + label
                                + ", which is denied to @everyone there"
                        : page + server.overwriteFor(id) + " → allow " + label + ", which is denied there")
                .orElseGet(
                        () -> "Server Settings → Roles → " + server.botRole() + " → Permissions → " + permission.label()
                                + ", or only there: " + page + "add " + server.botRole() + " → allow " + label);
    }

    /** What is not of one channel. */
    private Check server(int well) {
        if (used.areCreated()) {
            wanted.add(DiscordPermission.MANAGE_CHANNELS);
            if (!server.bot().has(DiscordPermission.MANAGE_CHANNELS)) {
                return Check.failed(
                        "Discord permissions",
                        "missing: Manage Channels (" + CREATES + "): no channel is created",
                        "Server Settings → Roles → " + server.botRole() + " → Permissions → Manage Channels");
            }
        }
        return Check.ok(
                "Discord permissions",
                "all that is needed in " + well + (well == 1 ? " channel" : " channels")
                        + (used.areCreated() ? ", and channels may be created" : ""));
    }

    private static String labels(Set<ChannelUse> uses) {
        return uses.stream().map(ChannelUse::label).collect(Collectors.joining(", "));
    }
}
