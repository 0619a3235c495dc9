package dev.gatewaysync.console.update;

import dev.gatewaysync.console.update.UpdateSearch.Question;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A list of updates as it stands in an address, so that it can be sent to somebody and come back to. */
public record ListAddress(
        Question question,
        @Nullable String before,
        @Nullable String after) {
    public ListAddress(Question question) {
        this(question, null, null);
    }

    /** Begins with {@code ?}; empty for the first page of all. */
    public String query() {
        Map<String, @Nullable String> parameters = new LinkedHashMap<>();
        parameters.put("q", question.q());
        parameters.put("type", question.type());
        parameters.put("source", question.source());
        parameters.put("status", question.status());
        parameters.put("since", question.since());
        parameters.put("before", before);
        parameters.put("after", after);
        String query = parameters.entrySet().stream()
                .filter(parameter ->
                        parameter.getValue() != null && !parameter.getValue().isBlank())
                .map(parameter -> parameter.getKey() + "="
                        + URLEncoder.encode(String.valueOf(parameter.getValue()), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }
}
