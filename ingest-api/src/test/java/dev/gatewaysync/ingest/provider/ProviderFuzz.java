package dev.gatewaysync.ingest.provider;

import dev.gatewaysync.ingest.answer.ApiException;
import dev.gatewaysync.ingest.fuzz.FuzzInput;
import dev.gatewaysync.ingest.webhook.FormBody;
import dev.gatewaysync.ingest.webhook.JsonBody;
import dev.gatewaysync.ingest.webhook.UpdateFuzz;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.mock.web.MockHttpServletRequest;
import tools.jackson.databind.node.ObjectNode;

/** Whatever a provider sends is no news, or an event that every consumer can read, without what must not be stored. */
public final class ProviderFuzz {
    private static final byte[] SECRET = "a-secret-of-the-provider".getBytes(StandardCharsets.UTF_8);
    private static final Map<String, Provider> PROVIDERS =
            Map.of("netlify", new Netlify(), "vercel", new Vercel(), "github", new GitHub());

    private ProviderFuzz() {}

    /** One line is the signature, and for GitHub the event. */
    public static void delivery(String name, FuzzInput input) {
        Provider provider = PROVIDERS.get(name);
        String header = input.line();
        byte[] body = input.rest();
        MockHttpServletRequest request = new MockHttpServletRequest();
        for (String signature : new String[] {"X-Hub-Signature-256", "x-vercel-signature", "X-Webhook-Signature"}) {
            request.addHeader(signature, header);
        }
        request.addHeader("X-GitHub-Event", header);
        if (provider.proves(request, SECRET, body)) {
            throw new AssertionError("Taken for a signature: " + header);
        }
        read(name, request, () -> body);
    }

    /** GitHub's other content type: one line is the event, the rest a form. */
    public static void form(FuzzInput input) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("X-GitHub-Event", input.line());
        byte[] form = input.rest();
        read("github", request, () -> FormBody.field(form, "payload"));
    }

    private static void read(String name, MockHttpServletRequest request, Supplier<byte[]> json) {
        Provider provider = PROVIDERS.get(name);
        try {
            if (JsonBody.parse(json.get()) instanceof ObjectNode payload) {
                if (provider.read(request, payload) instanceof ProviderDelivery.News providerEventBuilder) {
                    UpdateFuzz.requireReadable(providerEventBuilder.update(), provider.source());
                    requireStripped(name, providerEventBuilder);
                }
            }
        } catch (ApiException apiException) {
            UpdateFuzz.requireExpected(apiException);
        }
    }

    private static void requireStripped(String name, ProviderDelivery.News providerEventBuilder) {
        if (name.equals("netlify")
                && String.valueOf(providerEventBuilder.update().extra()).contains("\"log_access_attributes\":")) {
            throw new AssertionError("The token of the log is stored");
        }
    }
}
