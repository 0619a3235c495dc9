package dev.gatewaysync.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** Deque's accessibility rules, run inside a page. */
final class AxeCore {
    /** Those of WCAG 2.0 to 2.2, levels A and AA. */
    private static final String WCAG = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']";

    private AxeCore() {}

    /** Has to be in the page before anything is looked for. */
    static String script() throws IOException {
        try (InputStream file = Objects.requireNonNull(AxeCore.class.getResourceAsStream("/axe.min.js"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What violates WCAG in the page as it is shown, a line each. */
    static List<String> violations(Tab tab) throws Exception {
        return found(tab, "{type: 'tag', values: " + WCAG + "}");
    }

    /** The same of colours alone, which are all that differs between light and dark. */
    static List<String> contrast(Tab tab) throws Exception {
        return found(tab, "{type: 'rule', values: ['color-contrast']}");
    }

    private static List<String> found(Tab tab, String rules) throws Exception {
        JsonNode violations = WebhookClient.JSON.readTree(tab.evaluate("axe.run(document, {resultTypes: ['violations'],"
                + " elementRef: false, runOnly: " + rules + "}).then(found => JSON.stringify(found.violations))"));
        List<String> findings = new ArrayList<>();
        for (JsonNode violation : violations) {
            for (JsonNode node : violation.path("nodes")) {
                findings.add(violation.path("id").asString("") + " at " + node.path("target") + ": "
                        + node.path("failureSummary").asString("").replaceAll("\\s+", " "));
            }
        }
        return findings;
    }
}
