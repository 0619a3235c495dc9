package dev.gatewaysync.console.card;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of Discord's markdown as cards use: escapes, bold, headings, code, links and times. It gives text and never HTML, so what a
 * page makes of it is escaped there like any other text.
 */
final class Markdown {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu 'at' HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final Pattern MARK = Pattern.compile("\\\\(?<escaped>[\\p{Punct}])"
            + "|(?<fence>```(?:[A-Za-z0-9_+\\-.#]+\\n|\\n)?(?<block>[\\s\\S]*?)\\n?```)"
            + "|(?<ticks>`{1,2})(?<code>[^`\\n](?:.*?[^`])?)\\k<ticks>(?!`)"
            + "|(?<bold>\\*\\*)"
            + "|(?<heading>(?<=^|\\n)#{1,3} (?<title>[^\\n]+))"
            + "|\\[(?<text>(?:\\\\.|[^\\]\\\\])+)\\]\\(<?(?<link>https?://(?:[^\\s()<>]|\\([^\\s()<>]*\\))+)>?\\)"
            + "|<t:(?<time>-?\\d{1,12})(?::[a-zA-Z])?>"
            + "|<(?<bracketed>https?://[^\\s<>]+)>"
            + "|(?<address>https?://[^\\s<]+[^<.,:;\"'\\]\\s)])");

    private final List<Span> spans = new ArrayList<>();
    private final StringBuilder plain = new StringBuilder();
    private boolean bold;

    private Markdown() {}

    static List<Span> spans(String markdown) {
        Markdown reading = new Markdown();
        reading.read(markdown);
        return reading.spans;
    }

    private void read(String markdown) {
        Matcher mark = MARK.matcher(markdown);
        int at = 0;
        while (mark.find()) {
            plain.append(markdown, at, mark.start());
            at = mark.end();
            if (mark.group("escaped") != null) {
                plain.append(mark.group("escaped"));
            } else if (mark.group("bold") != null) {
                flush();
                bold = !bold;
            } else if (mark.group("heading") != null) {
                flush();
                spans.add(Span.of("bold", unescaped(mark.group("title"))));
            } else {
                flush();
                spans.add(special(mark));
            }
        }
        plain.append(markdown, at, markdown.length());
        flush();
    }

    private static Span special(Matcher mark) {
        if (mark.group("link") != null) {
            return new Span("link", unescaped(mark.group("text")), mark.group("link"));
        }
        if (mark.group("fence") != null) {
            return Span.of("code", mark.group("block"));
        }
        if (mark.group("code") != null) {
            return Span.of("code", mark.group("code").strip());
        }
        if (mark.group("bracketed") != null) {
            return new Span("link", mark.group("bracketed"), mark.group("bracketed"));
        }
        if (mark.group("time") != null) {
            return Span.of("time", TIME.format(Instant.ofEpochSecond(Long.parseLong(mark.group("time")))));
        }
        return new Span("link", mark.group("address"), mark.group("address"));
    }

    private static String unescaped(String text) {
        return text.replaceAll("\\\\(\\p{Punct})", "$1");
    }

    private void flush() {
        if (!plain.isEmpty()) {
            spans.add(Span.of(bold ? "bold" : "text", plain.toString()));
            plain.setLength(0);
        }
    }
}
