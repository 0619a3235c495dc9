package dev.gatewaysync.console.update;

import dev.gatewaysync.console.ApiException;
import dev.gatewaysync.console.GivenTimes;
import dev.gatewaysync.storage.Update;
import dev.gatewaysync.storage.UpdateFilter;
import dev.gatewaysync.storage.UpdateHistory;
import dev.gatewaysync.storage.UpdateTimeline;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The history as operators ask for it. */
@Component
public final class UpdateSearch {
    public static final int MOST = 500;

    /** Characters that an id's beginning must have to mean it. */
    private static final int FEWEST = 4;

    private static final int SHOWN = 5;

    private final UpdateHistory history;
    private final GivenTimes times;

    UpdateSearch(UpdateHistory history, GivenTimes times) {
        this.history = history;
        this.times = times;
    }

    /**
     * As given by an operator; null or empty does not filter.
     *
     * @param since a time, a date, or how long ago, such as {@code 2h}
     * @param status synced, pending or failed
     * @param text part of the description, the data or the id
     */
    public record Question(
            @Nullable String type,
            @Nullable String source,
            @Nullable String since,
            @Nullable String status,
            @Nullable String text) {}

    /** @throws ApiException if a value cannot be understood */
    public List<Update> find(Question question, int count, int offset) {
        if (count < 1 || count > MOST || offset < 0) {
            throw ApiException.badRequest("count must be from 1 to " + MOST + ", offset 0 or more.");
        }
        UpdateFilter filter = new UpdateFilter(
                given(question.type()),
                given(question.source()),
                since(question.since()),
                status(given(question.status())));
        return history.search(given(question.text()), filter, count, offset);
    }

    /** @param typed an id, its beginning, or the sign at a card's foot */
    public UpdateTimeline life(String typed) {
        return history.find(typed)
                .or(() -> meant(typed))
                .orElseThrow(() -> ApiException.notFound("There is no update with that id."));
    }

    private Optional<UpdateTimeline> meant(String typed) {
        if (typed.length() < FEWEST) {
            return Optional.empty();
        }
        List<String> ids = history.meantBy(typed, SHOWN);
        if (ids.size() > 1) {
            throw ApiException.conflict("Several updates are meant by " + typed + ": " + String.join(", ", ids));
        }
        return ids.stream().findFirst().flatMap(history::find);
    }

    /** A time, a date, or how long ago; null for nothing. */
    public @Nullable Instant since(@Nullable String text) {
        return times.of("since", text);
    }

    private static UpdateFilter.@Nullable SyncedStatus status(@Nullable String text) {
        try {
            return text == null ? null : UpdateFilter.SyncedStatus.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("status must be synced, pending or failed.");
        }
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
