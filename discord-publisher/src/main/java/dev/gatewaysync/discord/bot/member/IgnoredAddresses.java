package dev.gatewaysync.discord.bot.member;

import dev.gatewaysync.input.CommaSeparated;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that are no suggestions, whoever posts them: pictures out of a GIF picker, uploads, and links into Discord
 * itself. An entry is a host with its subdomains, a host with the beginning of a path, or a host with {@code /*} for
 * everything but its front page, which may well be meant.
 */
public final class IgnoredAddresses {
    private static final List<String> USUAL = List.of(
            // Messages, invitations, events and gifts; the rest of discord.com is a site like others.
            "discord.com/channels",
            "discord.com/invite",
            "discord.com/events",
            "discord.com/gifts",
            "discord.com/template",
            "discord.com/api/webhooks",
            "discordapp.com/channels",
            "discordapp.com/invite",
            "discordapp.com/api/webhooks",
            "discord.gg",
            "discord.gift",
            "discord.new",
            "dsc.gg",
            // Uploads and what Discord fetches for its embeds.
            "cdn.discordapp.com",
            "media.discordapp.net",
            "images-ext-1.discordapp.net",
            "images-ext-2.discordapp.net",
            // GIF pickers and places for pictures.
            "tenor.com/*",
            "tenor.co/*",
            "giphy.com/*",
            "gph.is",
            "klipy.com/*",
            "klipy.co/*",
            "imgur.com/*",
            "gyazo.com/*",
            "gfycat.com/*",
            "redgifs.com/*",
            "prnt.sc",
            "ibb.co/*");

    /** An address that ends so is a picture or a film, and no page. */
    private static final Pattern MEDIA = Pattern.compile("(?i).*\\.(?:gifv?|png|jpe?g|webp|avif|mp4|webm|mov)");

    private static final Pattern ADDRESS =
            Pattern.compile("(?i)https?://(?:[^/?#@]*@)?(?<host>[^/?#:]+)(?::\\d*)?(?<path>/[^?#]*)?(?:[?#].*)?");
    private static final Pattern ENTRY = Pattern.compile("(?<host>[\\w-]+(?:\\.[\\w-]+)+)(?<path>/\\S*)?");

    private record Entry(String host, String path, boolean allButFrontPage) {
        boolean matches(String otherHost, String otherPath) {
            if (!otherHost.equals(host) && !otherHost.endsWith("." + host)) {
                return false;
            }
            // A media server has no front page that somebody would suggest.
            return allButFrontPage
                    ? !otherPath.isEmpty()
                            || !otherHost.replaceFirst("^www\\.", "").equals(host)
                    : path.isEmpty() || otherPath.equals(path) || otherPath.startsWith(path + "/");
        }
    }

    private final List<Entry> entries;

    private IgnoredAddresses(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    public static IgnoredAddresses usual() {
        return new IgnoredAddresses(USUAL.stream().map(IgnoredAddresses::entry).toList());
    }

    /**
     * The usual ones and those of a comma-separated list, with or without {@code https://} or {@code *.}.
     *
     * @throws dev.gatewaysync.input.WrongEntriesException for entries that are none
     */
    public IgnoredAddresses and(String more) {
        List<Entry> all = new ArrayList<>(entries);
        all.addAll(CommaSeparated.read(more, entry -> entry(entry.replaceFirst("(?i)^(https?://)?(\\*\\.)?", ""))));
        return new IgnoredAddresses(all);
    }

    private static Entry entry(String text) {
        Matcher parts = ENTRY.matcher(text.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new IllegalArgumentException("is no host, or host with a path");
        }
        String path = trimmed(parts.group("path"));
        boolean allButFrontPage = path.equals("/*");
        return new Entry(parts.group("host").replaceFirst("^www\\.", ""), allButFrontPage ? "" : path, allButFrontPage);
    }

    public boolean contain(String url) {
        Matcher address = ADDRESS.matcher(url);
        if (!address.matches()) {
            return false;
        }
        String host = address.group("host").toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        String path = trimmed(address.group("path")).toLowerCase(Locale.ROOT);
        return MEDIA.matcher(path).matches() || entries.stream().anyMatch(entry -> entry.matches(host, path));
    }

    /** Without slashes at its end, and with one only where there were several, as servers take them. */
    private static String trimmed(@Nullable String path) {
        return path == null ? "" : path.replaceAll("/{2,}", "/").replaceFirst("/$", "");
    }
}
