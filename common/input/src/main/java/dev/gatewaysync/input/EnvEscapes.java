package dev.gatewaysync.input;

/** What a backslash means inside double quotes. */
final class EnvEscapes {
    private static final String LETTERS = "abfnrtv\\\"";
    private static final String MEANT = "\u0007\b\f\n\r\t\u000b\\\"";

    private EnvEscapes() {}

    /**
     * {@code \$} becomes {@code $$}, which the variables' turn makes a dollar. A backslash before a letter that has no
     * meaning stays.
     */
    static String expand(String text, String name) throws EnvLines.Unreadable {
        StringBuilder expanded = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            char next = letter == '\\' && i + 1 < text.length() ? text.charAt(i + 1) : '\0';
            int known = LETTERS.indexOf(next);
            if (next == '\0') {
                expanded.append(letter);
            } else if (known >= 0) {
                expanded.append(MEANT.charAt(known));
                i++;
            } else if (next == '$') {
                expanded.append("$$");
                i++;
            } else if (next == '0') {
                throw new EnvLines.Unreadable(name, "has an octal escape (\\0…). Write the character itself");
            } else {
                expanded.append(letter);
            }
        }
        return expanded.toString();
    }
}
