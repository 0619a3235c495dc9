package dev.gatewaysync.e2e;

import java.util.List;

/** The five payloads of the documentation that the main app's developers know, as they stand there. */
final class Documented {
    static final String APP_DEPLOYED = """
            {"type": "app-deployed", "data": {"version": "v2.1.0", "changes": ["New features", "Bug fixes"],
             "url": "https://your-app.com"}}""";
    static final String RESOURCE_ADDED = """
            {"type": "resource-added", "data": {"name": "Amazing Tool", "category": "AI Tools",
             "url": "https://amazingtool.com", "description": "Does amazing things", "tags": ["ai", "productivity"]}}""";
    static final String STATS_UPDATED = """
            {"type": "stats-updated", "data": {"resourceCount": 600, "categoryCount": 16, "totalUsers": 1500}}""";
    static final String FEATURE_RELEASED = """
            {"type": "feature-released", "data": {"featureName": "AI Search", "description": "Smart search with AI",
             "screenshot": "https://image.com/screenshot.png", "version": "v2.1.0"}}""";
    static final String MAINTENANCE = """
            {"type": "maintenance", "data": {"status": "started", "message": "Performing database updates",
             "expectedDuration": "30 minutes"}}""";

    static final List<String> ALL = List.of(APP_DEPLOYED, RESOURCE_ADDED, STATS_UPDATED, FEATURE_RELEASED, MAINTENANCE);

    private Documented() {}
}
