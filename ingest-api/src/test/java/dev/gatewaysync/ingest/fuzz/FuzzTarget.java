package dev.gatewaysync.ingest.fuzz;

import dev.gatewaysync.ingest.provider.ProviderFuzz;
import dev.gatewaysync.ingest.signature.SignatureFuzz;
import dev.gatewaysync.ingest.webhook.UpdateFuzz;
import dev.gatewaysync.input.EnvFile;
import dev.gatewaysync.input.WebAddress;
import java.util.Map;

/** What Jazzer calls: the first line of an input says which part takes the rest. */
public final class FuzzTarget {
    private FuzzTarget() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        FuzzInput input = new FuzzInput(bytes);
        String part = input.line();
        switch (part) {
            case "update" -> UpdateFuzz.update(input.rest());
            case "batch" -> UpdateFuzz.batch(input.rest());
            case "signature" -> SignatureFuzz.signature(input);
            case "netlify", "vercel", "github" -> ProviderFuzz.delivery(part, input);
            case "form" -> ProviderFuzz.form(input);
            case "env" -> env(input.rest());
            default -> {
                // Something else the fuzzer may try; it soon learns that nothing comes of it.
            }
        }
    }

    /** A file of settings, and its values as addresses. */
    private static void env(byte[] bytes) {
        EnvFile file = EnvFile.parse(bytes, Map.of("OUTER", "outer value"), ".env");
        for (EnvFile.Problem problem : file.problems()) {
            if (problem.text().lines().count() != 1) {
                throw new IllegalStateException("A problem must be one line");
            }
        }
        file.values().values().forEach(value -> WebAddress.of(value).ifPresent(WebAddress::toUri));
    }
}
