package dev.gatewaysync.config.read;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** The parser's words about a text that is no YAML, as somebody would say it who writes such a file twice a year. */
final class YamlMistake {
    private static final String INDENTATION = "expected <block end>";

    /** By what the parser says, the first that is so. */
    private static final Map<String, String> CURES = ordered();

    private YamlMistake() {}

    static String said(MarkedYAMLException e) {
        String problem = String.valueOf(e.getProblem());
        String context = e.getContext() == null ? "" : e.getContext();
        String whole = (context + ": " + problem).replace('\n', ' ');
        String cure = whole.contains(INDENTATION) && whole.contains("<scalar>") && !isFirstOfItsLine(place(e))
                ? "something follows a text that has ended: a text that begins with a quote, { or [ needs quotes around all of it"
                : firstCure(whole);
        // Where a mapping of several levels began says nothing of the line that is out of line.
        return cure == null ? whole + since(e) : cure + (whole.contains(INDENTATION) ? "" : since(e));
    }

    /** Where to look: of a quote that is not closed, at the quote, for the file's end says nothing. */
    static Mark place(MarkedYAMLException e) {
        Mark began = e.getContextMark();
        return began != null && String.valueOf(e.getContext()).contains("quoted scalar") ? began : e.getProblemMark();
    }

    private static @Nullable String firstCure(String whole) {
        return CURES.entrySet().stream()
                .filter(cure -> whole.contains(cure.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static boolean isFirstOfItsLine(Mark mark) {
        int[] text = mark.getBuffer();
        for (int i = mark.getPointer() - 1; i >= 0 && i < text.length && text[i] != '\n'; i--) {
            if (text[i] != ' ') {
                return false;
            }
        }
        return true;
    }

    /** Where that began which does not end, or goes on wrongly. */
    private static String since(MarkedYAMLException e) {
        Mark began = e.getContextMark();
        Mark found = place(e);
        return began == null || began.getLine() == found.getLine()
                ? ""
                : " (it began in line " + (began.getLine() + 1) + ")";
    }

    private static Map<String, String> ordered() {
        Map<String, String> cures = new LinkedHashMap<>();
        cures.put("(TAB)", "a tab stands here, and only blanks can indent a line");
        cures.put(
                "mapping values are not allowed",
                "a colon stands where none can be; a text with ': ' in it needs quotes");
        cures.put("quoted scalar", "a quote that was opened is not closed");
        cures.put("flow mapping", "a { that was opened is not closed, or a comma is missing in it");
        cures.put("flow sequence", "a [ that was opened is not closed, or a comma is missing in it");
        cures.put(
                INDENTATION,
                "the indentation does not fit the lines above: what belongs together begins in the same column");
        cures.put("could not find expected ':'", "a key without its colon, or a line that is not indented enough");
        cures.put("an alias", "a text that begins with * needs quotes");
        cures.put("an anchor", "a text that begins with & needs quotes");
        cures.put("cannot start any token", "a text that begins with @, % or ` needs quotes");
        cures.put("a block scalar", "| or > begins a text of several lines; a text that begins with it needs quotes");
        cures.put("undefined alias", "a text that begins with * needs quotes");
        cures.put("a single document", "--- begins a second document; a file has one");
        return cures;
    }
}
