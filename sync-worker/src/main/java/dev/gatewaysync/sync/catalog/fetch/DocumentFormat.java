package dev.gatewaysync.sync.catalog.fetch;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How the bytes of an answer become JSON, whatever they are written in. */
public interface DocumentFormat {
    /** JSON as it is. */
    DocumentFormat JSON = new DocumentFormat() {
        @Override
        public String accept() {
            return "application/json";
        }

        @Override
        public JsonNode read(byte[] body, @Nullable String contentType, URI address) throws UnreadableDocument {
            return JsonDecoder.json(body, contentType);
        }
    };

    /** Value of the header Accept. */
    String accept();

    /**
     * @param address where the answer came from, after all redirects
     * @throws UnreadableDocument if the bytes are something else, or only a part
     */
    JsonNode read(byte[] body, @Nullable String contentType, URI address) throws UnreadableDocument;
}
