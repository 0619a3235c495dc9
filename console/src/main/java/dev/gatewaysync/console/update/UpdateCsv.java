package dev.gatewaysync.console.update;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.storage.history.HistorySearch;
import dev.gatewaysync.storage.history.HistorySearch.Question;
import java.io.IOException;
import java.io.OutputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The history as a table, the newest first, a few at a time: how many there are does not matter to memory. */
@Component
public final class UpdateCsv {
    /** RFC 4180 has {@code header} tell that the first line has names. */
    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8;header=present");

    private final HistorySearch search;

    UpdateCsv(HistorySearch search) {
        this.search = search;
    }

    /** As a file for whoever asks for it in a browser; begun at once, and written as it is read. */
    public ResponseEntity<StreamingResponseBody> download(Question question) {
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"updates.csv\"")
                .body(out -> write(question, out));
    }

    private void write(Question question, OutputStream out) throws IOException {
        CsvRows rows = new CsvRows(out);
        rows.row(
                "id",
                "timestamp",
                "type",
                "source",
                "category",
                "priority",
                "description",
                "synced",
                "syncedAt",
                "details");
        search.each(
                question,
                update -> rows.row(
                        update.id(),
                        update.timestamp(),
                        update.type(),
                        update.source(),
                        update.category(),
                        update.priority(),
                        update.description(),
                        update.synced(),
                        update.syncedAt(),
                        EventJson.mapper().writeValueAsString(update.details())));
    }
}
