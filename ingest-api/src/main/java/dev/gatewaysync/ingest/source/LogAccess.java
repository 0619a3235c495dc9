package dev.gatewaysync.ingest.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where Netlify says how the log of a deploy can be read, with the token for it, whatever the value is and however deep. */
final class LogAccess {
    private static final Pattern FIELD = Pattern.compile("\"log_access_attributes\"\\s{0,9}:\\s{0,9}");

    private LogAccess() {}

    /** @param json may be cut off at the end */
    static String masked(String json, String mask) {
        Matcher field = FIELD.matcher(json);
        StringBuilder masked = new StringBuilder();
        int copied = 0;
        while (field.find(copied)) {
            masked.append(json, copied, field.end()).append(mask);
            copied = end(json, field.end());
        }
        return masked.append(json, copied, json.length()).toString();
    }

    /** Where a value ends: at a comma or a bracket that is not within it. */
    private static int end(String json, int start) {
        int depth = 0;
        boolean isText = false;
        for (int i = start; i < json.length(); i++) {
            char here = json.charAt(i);
            if (here == '\\') {
                i++;
            } else if (here == '"') {
                isText = !isText;
            } else if (!isText && (here == '{' || here == '[')) {
                depth++;
            } else if (!isText && depth == 0 && (here == ',' || here == '}' || here == ']')) {
                return i;
            } else if (!isText && (here == '}' || here == ']')) {
                depth--;
            }
        }
        return json.length();
    }
}
