package dev.gatewaysync.sync.catalog.fetch;

import org.springframework.web.util.HtmlUtils;

/**
 * Makes good what feeds in the wild get wrong and every reader of feeds understands: HTML's entities without a document type
 * that declares them, ampersands and less-than signs that are none, characters that XML does not have. CDATA becomes escaped
 * text; comments, instructions and the document type go. The work grows with the text, not with its square.
 */
final class XmlRepair {
    private static final int LONGEST_REFERENCE = 32;

    private final String text;
    private final StringBuilder out;
    private int at;

    private XmlRepair(String text) {
        this.text = text;
        this.out = new StringBuilder(text.length() + 64);
    }

    /** @throws UnreadableDocument if something in it does not end */
    static String repaired(String text) throws UnreadableDocument {
        XmlRepair repair = new XmlRepair(text);
        while (repair.at < text.length()) {
            repair.next();
        }
        return repair.out.toString();
    }

    private void next() throws UnreadableDocument {
        char c = text.charAt(at);
        if (c == '&') {
            reference();
        } else if (c == '>') {
            // What is left of CDATA within CDATA is an end without a beginning, which XML forbids in a text.
            out.append("&gt;");
            at++;
        } else if (c != '<') {
            character();
        } else if (text.startsWith("<!--", at)) {
            at = after("-->", at + 4);
        } else if (text.startsWith("<![CDATA[", at)) {
            cdata();
        } else if (text.startsWith("<?", at)) {
            at = after("?>", at + 2);
        } else if (text.regionMatches(true, at, "<!doctype", 0, 9)) {
            documentType();
        } else if (beginsTag(at + 1)) {
            tag();
        } else {
            out.append("&lt;");
            at++;
        }
    }

    private void cdata() throws UnreadableDocument {
        int end = after("]]>", at + 9);
        for (at += 9; at < end - 3; ) {
            char c = text.charAt(at);
            if (c == '<' || c == '&' || c == '>') {
                out.append(c == '<' ? "&lt;" : c == '&' ? "&amp;" : "&gt;");
                at++;
            } else {
                character();
            }
        }
        at = end;
    }

    /** With its internal subset, in which quotes and brackets stand in pairs. */
    private void documentType() throws UnreadableDocument {
        int depth = 0;
        char quote = 0;
        while (++at < text.length()) {
            char c = text.charAt(at);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (text.startsWith("<!--", at)) {
                at = after("-->", at + 4) - 1;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '[' || c == ']') {
                depth += c == '[' ? 1 : -1;
            } else if (c == '>' && depth <= 0) {
                at++;
                return;
            }
        }
        throw cut();
    }

    private void tag() throws UnreadableDocument {
        char quote = 0;
        do {
            char c = text.charAt(at);
            if (c == '&') {
                reference();
            } else if (c == '<' && quote != 0) {
                out.append("&lt;");
                at++;
            } else {
                character();
                if (quote != 0) {
                    quote = c == quote ? 0 : quote;
                } else if (c == '"' || c == '\'') {
                    quote = c;
                } else if (c == '>') {
                    return;
                }
            }
        } while (at < text.length());
        throw cut();
    }

    private void reference() {
        int end = text.indexOf(';', at, Math.min(text.length(), at + LONGEST_REFERENCE));
        String named = end < 0 ? "" : text.substring(at, end + 1);
        String meant = named.isEmpty() ? "" : meaning(named);
        if (meant.isEmpty()) {
            out.append("&amp;");
            at++;
        } else {
            meant.codePoints().forEach(this::escaped);
            at = end + 1;
        }
    }

    /** Empty for what is no reference. */
    private static String meaning(String reference) {
        if (reference.startsWith("&#")) {
            return Character.toString(number(reference));
        }
        if (reference.equals("&apos;")) {
            return "'";
        }
        if (!reference.substring(1, reference.length() - 1).chars().allMatch(Character::isLetterOrDigit)) {
            return "";
        }
        String meant = HtmlUtils.htmlUnescape(reference);
        return meant.equals(reference) ? "" : meant;
    }

    private static int number(String reference) {
        boolean hexadecimal = reference.startsWith("&#x") || reference.startsWith("&#X");
        try {
            int number = Integer.parseInt(
                    reference.substring(hexadecimal ? 3 : 2, reference.length() - 1), hexadecimal ? 16 : 10);
            return isCharacter(number) ? number : '\ufffd';
        } catch (NumberFormatException e) {
            return '\ufffd';
        }
    }

    private void escaped(int character) {
        switch (character) {
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '&' -> out.append("&amp;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            default -> out.appendCodePoint(character);
        }
    }

    private void character() {
        int character = text.codePointAt(at);
        out.appendCodePoint(isCharacter(character) ? character : '\ufffd');
        at += Character.charCount(character);
    }

    /** XML 1.0, production 2. */
    private static boolean isCharacter(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || character >= 0x20 && character <= 0xD7FF
                || character >= 0xE000 && character <= 0xFFFD
                || character >= 0x10000 && character <= 0x10FFFF;
    }

    private boolean beginsTag(int position) {
        char c = position < text.length() ? text.charAt(position) : ' ';
        return Character.isLetter(c) || c == '_' || c == ':' || c == '/';
    }

    private int after(String end, int from) throws UnreadableDocument {
        int found = text.indexOf(end, from);
        if (found < 0) {
            throw cut();
        }
        return found + end.length();
    }

    private static UnreadableDocument cut() {
        return UnreadableDocument.because("is no valid XML, or only a part of it");
    }
}
