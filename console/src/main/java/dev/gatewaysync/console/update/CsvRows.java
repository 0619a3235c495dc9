package dev.gatewaysync.console.update;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of comma-separated values in UTF-8. A text that a spreadsheet would take for a formula, which anybody can send as an
 * event, gets an apostrophe before it; so does one behind a semicolon or a line break, where a spreadsheet of many a country begins
 * another cell or row, whatever the quotation marks say.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">CSV injection</a>
 */
public final class CsvRows {
    /** The last four are the wide forms, which some spreadsheets take for the narrow ones. */
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    private static final Pattern BEHIND_A_SEPARATOR = Pattern.compile("[;\r\n][\" ]*+(?=[=+\\-@\t＝＋－＠])");

    private final OutputStream out;

    public CsvRows(OutputStream out) {
        this.out = out;
    }

    /** Null is an empty cell. */
    public void row(@Nullable Object... cells) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                line.append(',');
            }
            Object cell = cells[i];
            if (cell != null) {
                append(line, cell instanceof Number ? cell.toString() : harmless(cell.toString()));
            }
        }
        out.write(line.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String harmless(String text) {
        String inside = BEHIND_A_SEPARATOR.matcher(text).replaceAll("$0'");
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + inside : inside;
    }

    private static void append(StringBuilder line, String text) {
        boolean isPlain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        // Some readers leave out blanks at the ends of a cell that has no quotation marks.
        if (isPlain && text.equals(text.strip())) {
            line.append(text);
        } else {
            line.append('"').append(text.replace("\"", "\"\"")).append('"');
        }
    }
}
