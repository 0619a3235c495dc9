package dev.gatewaysync.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Deque's accessibility rules, run inside a page; npm fetches the version that the lock file names. */
final class AxeCore {
    private static final Path HERE = Path.of("src/test/axe");
    private static final Path MODULES = Path.of("target/axe");

    private final String script;

    private AxeCore(String script) {
        this.script = script;
    }

    /** Empty where there is no npm, or it reaches no registry. */
    static Optional<AxeCore> installed() throws IOException, InterruptedException {
        Path axe = MODULES.resolve("node_modules/axe-core/axe.min.js");
        if (!Files.exists(axe)) {
            Files.createDirectories(MODULES);
            for (String file : List.of("package.json", "package-lock.json")) {
                Files.copy(
                        HERE.resolve(file), MODULES.resolve(file), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
            try {
                Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                        .directory(MODULES.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(MODULES.resolve("npm.log").toFile())
                        .start();
                if (!npm.waitFor(2, TimeUnit.MINUTES)) {
                    npm.destroyForcibly();
                }
            } catch (IOException e) {
                return Optional.empty();
            }
        }
        return Files.exists(axe) ? Optional.of(new AxeCore(Files.readString(axe))) : Optional.empty();
    }

    /** What is seriously wrong with the page that the browser shows, a line each. */
    List<String> seriousFindings(Browser browser) throws Exception {
        if (browser.evaluate("typeof axe").equals("undefined")) {
            browser.evaluate(script + "; ''");
        }
        JsonNode violations = WebhookClient.JSON.readTree(browser.evaluate(
                "axe.run(document, {resultTypes: ['violations']}).then(found => JSON.stringify(found.violations))"));
        List<String> findings = new ArrayList<>();
        for (JsonNode violation : violations) {
            String impact = violation.path("impact").asString("");
            if (impact.equals("serious") || impact.equals("critical")) {
                for (JsonNode node : violation.path("nodes")) {
                    findings.add(violation.path("id").asString("") + " at " + node.path("target") + ": "
                            + node.path("failureSummary").asString("").replaceAll("\\s+", " "));
                }
            }
        }
        return findings;
    }
}
