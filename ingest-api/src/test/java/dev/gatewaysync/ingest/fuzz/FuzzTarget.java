package dev.gatewaysync.ingest.fuzz;

import dev.gatewaysync.ingest.provider.ProviderFuzz;
import dev.gatewaysync.ingest.signature.SignatureFuzz;
import dev.gatewaysync.ingest.webhook.UpdateFuzz;

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
            default -> {
                // Something else the fuzzer may try; it soon learns that nothing comes of it.
            }
        }
    }
}
