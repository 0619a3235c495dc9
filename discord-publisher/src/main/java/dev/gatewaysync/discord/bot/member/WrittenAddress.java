package dev.gatewaysync.discord.bot.member;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Web addresses as people write them: without a scheme, in {@code <…>}, in backticks, with a full stop behind. */
public final class WrittenAddress {
    private static final String HOST =
            "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}_-]*[\\p{L}\\p{N}])?(?:\\.[\\p{L}\\p{N}](?:[\\p{L}\\p{N}_-]*[\\p{L}\\p{N}])?)*"
                    + "\\.(?<top>\\p{L}{2,}|xn--[\\p{L}\\p{N}-]+)\\.?";
    private static final Pattern WITHOUT_SCHEME =
            Pattern.compile("(?<host>" + HOST + ")(?<port>:\\d{1,5})?(?<rest>[/?#][^\\s<>\"`]*)?");
    private static final Pattern WITH_SCHEME = Pattern.compile("(?i)https?://(?<rest>[^\\s<>\"`]+)");
    private static final Pattern AUTHORITY = Pattern.compile(
            "(?:[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._-]*|\\[[0-9a-fA-F:.]+])(?::(?<port>\\d*))?(?:[/?#].*)?");
    private static final Pattern SCHEME = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:(?!\\d).*");
    private static final Pattern AROUND = Pattern.compile("^[<`(\\[\"'“‘«*_~|\\s]+");

    /**
     * Names of hosts in running text end so. What is as often the ending of a file (md, rs, sh, zip) is none of them. That a
     * domain can be registered, as the Public Suffix List tells, does not help: done.in and this.work can be.
     */
    private static final Set<String> WELL_KNOWN = Set.of(
            "academy",
            "ai",
            "app",
            "art",
            "at",
            "au",
            "be",
            "biz",
            "blog",
            "br",
            "ca",
            "ch",
            "chat",
            "cloud",
            "club",
            "cn",
            "co",
            "codes",
            "com",
            "cz",
            "de",
            "design",
            "dev",
            "dk",
            "edu",
            "es",
            "eu",
            "example",
            "fi",
            "fm",
            "fr",
            "fun",
            "games",
            "gg",
            "gov",
            "guide",
            "guru",
            "ie",
            "in",
            "info",
            "io",
            "it",
            "jp",
            "kr",
            "link",
            "live",
            "me",
            "media",
            "mx",
            "net",
            "network",
            "news",
            "ninja",
            "nl",
            "no",
            "nz",
            "one",
            "online",
            "org",
            "page",
            "pt",
            "pub",
            "ro",
            "ru",
            "sa",
            "se",
            "shop",
            "site",
            "social",
            "software",
            "space",
            "store",
            "studio",
            "systems",
            "team",
            "tech",
            "to",
            "tools",
            "tv",
            "uk",
            "us",
            "video",
            "wiki",
            "work",
            "world",
            "xyz",
            "zone");

    /** Of these, what is a word too, and begins a sentence whose space was forgotten: “I am done.in the end”. */
    private static final Set<String> ALSO_WORDS = Set.of(
            "art", "at", "be", "fun", "games", "in", "it", "link", "live", "me", "news", "no", "one", "page", "space",
            "team", "to", "tools", "us", "work", "world");

    /** Of the endings of countries, what is the ending of a file too. */
    private static final Set<String> ALSO_FILES =
            Set.of("cc", "do", "mk", "ml", "mm", "md", "pl", "ps", "py", "rs", "sh", "so", "st", "sv", "tf");

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    /** Platforms, namespaces and objects of programs, which people name in sentences. */
    private static final Pattern OF_PROGRAMS = Pattern.compile(
            "(?i)(?:asp|vb|ado|ml|java|javax|system|paint)\\.(?:net|io)|(?:this|self|console|window|document|process|module|logger|log)\\..*");

    private static final Pattern VERSION = Pattern.compile("(?i)v?\\d+(?:\\.\\d+)+\\.\\p{L}+");
    private static final Pattern ABBREVIATION = Pattern.compile("(?:\\p{L}\\.){2,}\\p{L}+");
    private static final Pattern BEGINS_SENTENCE = Pattern.compile("\\p{Lu}\\p{Ll}+");

    private WrittenAddress() {}

    /** What somebody typed where an address is asked for; empty if it is none. {@code https} is assumed. */
    public static Optional<String> typed(String text) {
        String bare = withoutSurroundings(text);
        if (WITH_SCHEME.matcher(bare).matches()) {
            return Optional.of(bare).filter(WrittenAddress::hasHost);
        }
        Matcher address = WITHOUT_SCHEME.matcher(bare);
        return address.matches() ? Optional.of("https://" + bare).filter(WrittenAddress::hasHost) : Optional.empty();
    }

    /** Whether another scheme than http is asked for, or none can be assumed. */
    public static boolean hasOtherScheme(String text) {
        String bare = withoutSurroundings(text);
        return SCHEME.matcher(bare).matches() && !bare.toLowerCase(Locale.ROOT).matches("https?:.*");
    }

    /** A word of a sentence that is an address without its scheme; empty if that is not sure. */
    static Optional<String> inSentence(String word) {
        String bare = withoutSurroundings(word);
        Matcher address = WITHOUT_SCHEME.matcher(bare);
        if (!address.matches()) {
            return Optional.empty();
        }
        String host = address.group("host").replaceFirst("\\.$", "");
        boolean sure = host.toLowerCase(Locale.ROOT).startsWith("www.") || address.group("rest") != null
                ? isHostBeforePath(host, address.group("top"))
                : isHostAlone(host, address.group("top"));
        return sure ? Optional.of("https://" + bare) : Optional.empty();
    }

    private static boolean isHostBeforePath(String host, String top) {
        String lower = top.toLowerCase(Locale.ROOT);
        return host.toLowerCase(Locale.ROOT).startsWith("www.")
                || isWellKnown(lower)
                || COUNTRIES.contains(top.toUpperCase(Locale.ROOT)) && !ALSO_FILES.contains(lower);
    }

    private static boolean isHostAlone(String host, String top) {
        String lower = top.toLowerCase(Locale.ROOT);
        return isWellKnown(lower)
                && !ALSO_WORDS.contains(lower)
                && !BEGINS_SENTENCE.matcher(top).matches()
                && !OF_PROGRAMS.matcher(host).matches()
                && !VERSION.matcher(host).matches()
                && !ABBREVIATION.matcher(host).matches();
    }

    private static boolean isWellKnown(String top) {
        return WELL_KNOWN.contains(top) || top.startsWith("xn--");
    }

    private static String withoutSurroundings(String text) {
        String inside = AROUND.matcher(text.strip()).replaceFirst("");
        int closing = inside.indexOf('>');
        return trimmed(closing >= 0 ? inside.substring(0, closing) : inside);
    }

    /** No name or password in it, which a card would publish, and a port that there is. */
    private static boolean hasHost(String url) {
        Matcher authority = AUTHORITY.matcher(url.substring(url.indexOf("://") + 3));
        if (!authority.matches()) {
            return false;
        }
        String port = authority.group("port");
        return port == null || port.isEmpty() || port.length() <= 5 && Integer.parseInt(port) <= 65_535;
    }

    /** Without the punctuation and the markdown that follows an address in a sentence. */
    static String trimmed(String url) {
        int end = url.length();
        while (end > 0 && isPunctuation(url, end)) {
            end--;
        }
        return url.substring(0, end);
    }

    private static boolean isPunctuation(String url, int end) {
        char last = url.charAt(end - 1);
        if (last == ')') {
            // Part of the address only if it was opened there, as in …/wiki/Bus_(computing).
            String before = url.substring(0, end);
            return before.chars().filter(c -> c == '(').count()
                    < before.chars().filter(c -> c == ')').count();
        }
        return ".,;:!?'\"`*_~|]}>…”’»。，、！？；：）」』".indexOf(last) >= 0 || Character.isWhitespace(last);
    }
}
