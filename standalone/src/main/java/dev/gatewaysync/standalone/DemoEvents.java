package dev.gatewaysync.standalone;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the sample main app has to tell: one of every type, and a maintenance from announcement to end. Its numbers fit the
 * sample catalogue, which passes 50 resources, a milestone, when a sync finds what nobody told.
 */
final class DemoEvents {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private DemoEvents() {}

    static List<String> bodies(String appUrl) {
        return List.of(
                body(
                        "app-deployed",
                        Map.of(
                                "version",
                                "v2.1.0",
                                "changes",
                                List.of(
                                        "Added 15 new AI tools",
                                        "Improved search functionality",
                                        "Fixed mobile responsiveness",
                                        "Dark mode follows the system",
                                        "Category pages load twice as fast",
                                        "New keyboard shortcuts",
                                        "Fewer dead links"),
                                "url",
                                appUrl)),
                body(
                        "resource-added",
                        Map.of(
                                "name", "Amazing Tool",
                                "category", "AI Tools",
                                "url", "https://amazingtool.example",
                                "description", "Does amazing things with *your* data and @everyone can try it",
                                "tags", List.of("ai", "productivity"))),
                body("stats-updated", Map.of("resourceCount", 47, "categoryCount", 4, "totalUsers", 1500)),
                body(
                        "feature-released",
                        Map.of(
                                "featureName", "AI Search",
                                "description", "Smart search that understands what you mean, not only what you type.",
                                "screenshot", "https://image.example/screenshot.png",
                                "version", "v2.1.0")),
                body(
                        "maintenance",
                        Map.of(
                                "status", "scheduled",
                                "message", "Database updates tonight",
                                "expectedDuration", "30 minutes",
                                "startTime", "2025-09-06T22:00:00Z")),
                body(
                        "maintenance",
                        Map.of(
                                "status", "started",
                                "message", "Performing database updates",
                                "expectedDuration", "30 minutes")),
                body("maintenance", Map.of("status", "completed", "message", "All systems are back, and faster")),
                body(
                        "bug-fixed",
                        Map.of(
                                "title", "Search ignored umlauts",
                                "description", "Queries with ä, ö and ü find their resources again.",
                                "version", "v2.1.1")),
                body(
                        "custom",
                        Map.of(
                                "title", "Community call on Friday",
                                "description", "We look at what is new and answer questions.",
                                "url", appUrl + "/calls/12/",
                                "fields", List.of(Map.of("name", "When", "value", "Friday, 18:00 UTC", "inline", true)),
                                "key", "community-call-12")),
                body(
                        "category-added",
                        Map.of(
                                "name", "Gaming",
                                "description", "Games that run in the browser",
                                "url", appUrl + "/categories/gaming/")),
                body("category-updated", Map.of("name", "Gaming", "description", "Games that run anywhere")),
                body(
                        "resource-updated",
                        Map.of("name", "Amazing Tool", "category", "AI Tools", "changes", List.of("New icon"))),
                body(
                        "resource-removed",
                        Map.of("name", "Old Tool", "category", "AI Tools", "url", "https://oldtool.example")),
                body("stats-updated", Map.of("resourceCount", 48, "totalUsers", 1512)));
    }

    /** The app counts again after its catalogue has grown. */
    static String afterGrowth() {
        return body("stats-updated", Map.of("resourceCount", 52, "categoryCount", 4, "totalUsers", 1512));
    }

    /** Somebody breaks something and wants to see it: no two are alike. */
    static String another(String type, int number) {
        return switch (type) {
            case "resource-added" ->
                body(
                        type,
                        Map.of(
                                "name",
                                "Tool no. " + number + " of the tour",
                                "category",
                                "AI Tools",
                                "url",
                                "https://tour.example/" + number,
                                "description",
                                "Sent by a button of the simulated Discord."));
            case "bug-fixed" ->
                body(
                        type,
                        Map.of(
                                "title",
                                "Fix no. " + number + " of the tour",
                                "description",
                                "Sent by a button of the simulated Discord."));
            default -> throw new IllegalArgumentException("There is no sample of " + type);
        };
    }

    private static String body(String type, Map<String, Object> data) {
        return JSON.writeValueAsString(Map.of("type", type, "data", data));
    }
}
