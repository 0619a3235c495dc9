package dev.gatewaysync.console.publicpage;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** A sign for the README of others: what it is about on the left, how it is on the right. */
final class Badge {
    /** White on each of them has a contrast of 4.5 or more. */
    private static final Map<String, String> COLOURS =
            Map.of("good", "#1a7f37", "fair", "#8a5a00", "bad", "#c4232f", "busy", "#0b62c4", "none", "#57606a");

    private static final int PADDING = 6;

    private Badge() {}

    static String state(String app, String status) {
        return svg(
                Words.cut(app, 30), PageViews.state(status).toLowerCase(java.util.Locale.ROOT), PageViews.tone(status));
    }

    static String uptime(Period period, @Nullable Double percent) {
        return svg(
                "uptime " + period.sign(),
                percent == null ? "no data" : Words.percent(percent),
                PageViews.tone(percent));
    }

    private static String svg(String label, String value, String tone) {
        int left = length(label) + 2 * PADDING;
        int right = length(value) + 2 * PADDING;
        String title = HtmlUtils.htmlEscape(label + ": " + value, "UTF-8");
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="20" role="img" aria-label="%s"><title>%s</title>\
                <clipPath id="r"><rect width="%d" height="20" rx="3"/></clipPath>\
                <g clip-path="url(#r)"><rect width="%d" height="20" fill="#3d444d"/>\
                <rect x="%d" width="%d" height="20" fill="%s"/></g>\
                <g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11" aria-hidden="true">\
                %s%s</g></svg>
                """.formatted(
                        left + right,
                        title,
                        title,
                        left + right,
                        left,
                        left,
                        right,
                        COLOURS.get(tone),
                        text(PADDING, label),
                        text(left + PADDING, value));
    }

    private static String text(int x, String text) {
        return "<text x=\"%d\" y=\"14\" textLength=\"%d\" lengthAdjust=\"spacingAndGlyphs\">%s</text>"
                .formatted(x, length(text), HtmlUtils.htmlEscape(text, "UTF-8"));
    }

    /** Nearly that of Verdana at 11 pixels; {@code textLength} makes the rest. */
    private static int length(String text) {
        double length = 0;
        for (int character : text.codePoints().toArray()) {
            if (character > 0x2e80) {
                length += 11;
            } else if ("ilIj.,:;'|!1 ftr".indexOf(character) >= 0) {
                length += 4.5;
            } else {
                length += Character.isUpperCase(character) || "mwM%@W".indexOf(character) >= 0 ? 8.5 : 7;
            }
        }
        return (int) Math.ceil(length);
    }
}
