package dev.gatewaysync.console.update;

import dev.gatewaysync.console.ApiException;
import dev.gatewaysync.console.GivenTimes;
import dev.gatewaysync.console.KnownWords;
import dev.gatewaysync.storage.history.HistorySearch;
import dev.gatewaysync.storage.history.Update;
import dev.gatewaysync.storage.history.UpdateFilter;
import dev.gatewaysync.storage.history.UpdateHistory;
import dev.gatewaysync.storage.history.UpdateTimeline;
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
    private final HistorySearch search;
    private final KnownWords words;
    private final GivenTimes times;

    UpdateSearch(UpdateHistory history, HistorySearch search, KnownWords words, GivenTimes times) {
        this.history = history;
        this.search = search;
        this.words = words;
        this.times = times;
    }

    /**
     * As given by an operator; null or empty does not filter.
     *
     * @param type one that is known, or that some update has; as is the source
     * @param since a time, a date, or how long ago, such as {@code 2h}
     * @param status synced, pending or failed
     * @param q words, or a part of the description, the data or the id: see {@link HistorySearch}
     */
    public record Question(
            @Nullable String type,
            @Nullable String source,
            @Nullable String since,
            @Nullable String status,
            @Nullable String q) {}

    /** @throws ApiException if a value cannot be understood */
    public List<Update> find(Question question, int count, int offset) {
        if (count < 1 || count > MOST || offset < 0) {
            throw ApiException.badRequest("count must be from 1 to " + MOST + ", offset 0 or more.");
        }
        return search.newest(understood(question), count, offset).stream()
                .map(UpdateHistory.Placed::update)
                .toList();
    }

    /**
     * A page in the middle of what is found, or the first.
     *
     * @param before the page is of those directly newer than this place; null if it is not
     * @param after the page is of those directly older
     * @throws ApiException if a value cannot be understood
     */
    public UpdatePage page(Question question, int count, @Nullable String before, @Nullable String after) {
        HistorySearch.Question understood = understood(question);
        UpdateHistory.Position end = ListPlace.read("before", before);
        UpdateHistory.Position start = ListPlace.read("after", after);
        if (end != null) {
            List<UpdateHistory.Placed> found = search.newer(understood, end, count + 1);
            if (found.size() > count) {
                return UpdatePage.of(found.subList(1, found.size()), true, true);
            }
            // The newest are not that many: whoever goes there sees a whole page, the first.
            start = null;
        }
        List<UpdateHistory.Placed> found = search.older(understood, start, count + 1);
        boolean isLast = found.size() <= count;
        return UpdatePage.of(isLast ? found : found.subList(0, count), start != null, !isLast);
    }

    /**
     * What stands directly before and behind an update among what is found, whether it is itself or no longer.
     *
     * @param newer null if it is the newest
     * @param older null if it is the oldest
     */
    public record Neighbours(
            @Nullable Update newer, @Nullable Update older) {}

    /** @throws ApiException if a value cannot be understood */
    public Neighbours neighbours(Question question, String id) {
        HistorySearch.Question understood = understood(question);
        return history.position(id)
                .map(place -> new Neighbours(
                        first(search.newer(understood, place, 1)), first(search.older(understood, place, 1))))
                .orElseGet(() -> new Neighbours(null, null));
    }

    private static @Nullable Update first(List<UpdateHistory.Placed> found) {
        return found.isEmpty() ? null : found.getFirst().update();
    }

    /** Whether no update has the words, so that each look reads the whole history. */
    public boolean isPartOfText(Question question) {
        return search.isPartOfText(understood(question));
    }

    /** Whether older updates are still to come that have the words. */
    public boolean isIncomplete(Question question) {
        return given(question.q()) != null && !search.isComplete();
    }

    /** @throws ApiException if a value cannot be understood */
    public HistorySearch.Question understood(Question question) {
        String type = given(question.type());
        String source = given(question.source());
        if (type != null) {
            words.checkType(type);
        }
        if (source != null) {
            words.checkSource(source);
        }
        return new HistorySearch.Question(
                given(question.q()),
                new UpdateFilter(type, source, since(question.since()), status(given(question.status()))));
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
