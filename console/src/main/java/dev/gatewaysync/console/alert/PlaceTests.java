package dev.gatewaysync.console.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatewaysync.console.ApiException;
import dev.gatewaysync.console.place.Notice;
import dev.gatewaysync.console.place.Place;
import dev.gatewaysync.console.place.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a test to all places at once, while somebody waits for what comes of it. */
public final class PlaceTests {
    private static final Logger log = LoggerFactory.getLogger(PlaceTests.class);

    /** More than any answer of a place may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    PlaceTests() {}

    /** @param problem null if the place has taken it */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Tried(String place, boolean ok, @Nullable String problem) {}

    List<Tried> of(List<Place> places, Notice test) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Tried>> asked = places.stream()
                    .map(place -> threads.submit(() -> tried(place, test)))
                    .toList();
            List<Tried> tried = new ArrayList<>();
            for (int number = 0; number < places.size(); number++) {
                tried.add(answer(asked.get(number), places.get(number), until));
            }
            return tried;
        }
    }

    private static Tried answer(Future<Tried> asked, Place place, long until) {
        try {
            return asked.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            asked.cancel(true);
            return new Tried(place.name(), false, "nothing came of it within " + PATIENCE.toSeconds() + " s");
        } catch (ExecutionException e) {
            log.error("alert.not_told place={}", place.name(), e.getCause());
            return new Tried(place.name(), false, "it cannot be told; the console's log says why");
        } catch (InterruptedException e) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
            throw ApiException.unavailable("The console stops.");
        }
    }

    private static Tried tried(Place place, Notice test) throws InterruptedException {
        Duration held = place.limitedFor();
        if (held.compareTo(PATIENCE.dividedBy(4)) > 0) {
            return new Tried(place.name(), false, "Discord's limits hold it back for " + held.toSeconds() + " s");
        }
        return switch (place.tell(test)) {
            case Told.Done done -> new Tried(place.name(), true, null);
            case Told.Unclear unclear -> new Tried(place.name(), false, unclear.reason());
            case Told.Failed failed -> new Tried(place.name(), false, failed.reason());
        };
    }
}
