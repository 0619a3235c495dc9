package dev.gatewaysync.storage.history;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.storage.statistics.StatisticsQueries;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/**
 * The whole history, newest first, page by page: its size does not matter to memory. A page goes on behind the last update of
 * the one before, so what comes in meanwhile doubles nothing, and the last page costs what the first did.
 */
public final class HistoryExport {
    private static final int PAGE = 500;

    private final UpdateHistory history;
    private final StatisticsQueries statistics;
    private final InstantSource clock;

    public HistoryExport(UpdateHistory history, StatisticsQueries statistics, InstantSource clock) {
        this.history = history;
        this.statistics = statistics;
        this.clock = clock;
    }

    /**
     * Lists the same history in the same bytes; what a seed file says of statistics is as of now.
     *
     * @param seed one document in the shape of the seed file, rather than one update a line. Its {@code created} is the time of
     *     the oldest update, its {@code lastUpdated} that of the newest
     */
    public void write(OutputStream out, boolean seed) throws IOException {
        if (seed) {
            UpdateHistory.Extent extent = history.extent().orElseGet(() -> new UpdateHistory.Extent(clock.instant()));
            text(
                    out,
                    "{\"version\":\"1.0.0\",\"created\":\"" + extent.oldest() + "\",\"lastUpdated\":\""
                            + extent.newest() + "\",\"updates\":[");
        }
        long written = 0;
        for (UpdateHistory.Page page = history.page(null, PAGE); !page.updates().isEmpty(); ) {
            for (Update update : page.updates()) {
                if (seed) {
                    text(out, written == 0 ? "\n" : ",\n");
                }
                out.write(EventJson.mapper().writeValueAsBytes(update));
                if (!seed) {
                    text(out, "\n");
                }
                written++;
            }
            page = history.page(page.last(), PAGE);
        }
        if (seed) {
            text(out, "\n],\"totalUpdates\":" + written + ",\"statistics\":");
            out.write(EventJson.mapper().writeValueAsBytes(statistics.now()));
            text(out, "}\n");
        }
    }

    private static void text(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
