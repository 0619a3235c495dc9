package dev.gatewaysync.cards;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** HTML in notes: what it says, without its tags. */
final class NotesHtml {
    private static final Pattern HIDDEN =
            Pattern.compile("(?is)<!--.*?(?:-->|$)|<(script|style)\\b.*?(?:</\\1\\s*>|$)");
    private static final Pattern IMAGE = Pattern.compile("(?is)<img\\b([^>]*)>");
    private static final Pattern BREAK = Pattern.compile("(?i)<(?:br|/p|/div|/li|/tr|/h[1-6])\\s*/?>");
    private static final Pattern SUMMARY = Pattern.compile("(?is)<summary\\b[^>]*>(.*?)</summary\\s*>");
    private static final Pattern TAG = Pattern.compile("(?s)</?[A-Za-z][^>]*>|<[!?][^>]*>");
    private static final char BOLD = '\uE000';

    private NotesHtml() {}

    static String markdown(String html) {
        String visible = HIDDEN.matcher(html).replaceAll("");
        StringBuilder links = new StringBuilder();
        Matcher image = IMAGE.matcher(visible);
        while (image.find()) {
            links.append(links.isEmpty() ? "" : " ")
                    .append(picture(attribute(image.group(1), "alt"), attribute(image.group(1), "src")));
        }
        String marked = SUMMARY.matcher(visible.replace(BOLD, ' '))
                .replaceAll(match -> Matcher.quoteReplacement(BOLD + match.group(1) + BOLD + "\n"));
        String text =
                entities(TAG.matcher(BREAK.matcher(marked).replaceAll("\n")).replaceAll(""));
        String lines = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> UserText.asTyped(line).replace(String.valueOf(BOLD), "**"))
                .filter(line -> !line.equals("****"))
                .collect(Collectors.joining("\n"));
        return links.isEmpty() ? lines : lines.isEmpty() ? links.toString() : lines + "\n" + links;
    }

    /** One tag or comment within a line. */
    static String inline(String tag) {
        Matcher image = IMAGE.matcher(tag);
        if (image.matches()) {
            return picture(attribute(image.group(1), "alt"), attribute(image.group(1), "src"));
        }
        return tag.toLowerCase(Locale.ROOT).matches("<br\\s*/?>") ? "\n" : "";
    }

    /** A link to it. */
    static String picture(String name, String address) {
        return WebLink.of(address).isEmpty()
                ? UserText.asTyped(name)
                : "🖼️ " + WebLink.masked(name.isBlank() ? "picture" : name, 100, address);
    }

    private static String attribute(String attributes, String name) {
        Matcher value = Pattern.compile("(?is)\\b" + name + "\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s>]+))")
                .matcher(attributes);
        if (!value.find()) {
            return "";
        }
        return entities(
                value.group(1) != null ? value.group(1) : value.group(2) != null ? value.group(2) : value.group(3));
    }

    private static String entities(String text) {
        return text.replace("&nbsp;", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
