package dev.gatewaysync.discord.picture;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The picture of a new resource. Pages are read some cards ahead, each once; a card waits for its page for {@link PictureSetting#patience} from when
 * it was first asked for, and is sent without a picture then.
 */
@Component
public final class ResourcePictures {
    private static final Logger log = LoggerFactory.getLogger(ResourcePictures.class);
    private static final int AT_ONCE = 16;
    /** As many as share a message. */
    private static final int AWAITED = 10;

    private final PictureSetting setting;
    private final PictureTable table;
    private final PageFetch pages;
    private final Map<String, Reading> running = new ConcurrentHashMap<>();
    private final Semaphore room = new Semaphore(AT_ONCE);

    ResourcePictures(PictureSetting setting, PictureTable table, PageFetch pages) {
        this.setting = setting;
        this.table = table;
        this.pages = pages;
    }

    private record Reading(FutureTask<@Nullable Void> task, long endNanos) {}

    /** Returns when the pages of the first of these events, which may share a message, have been read, or their time is over. */
    public void await(List<EventEnvelope> events) throws InterruptedException {
        if (!setting.on()) {
            return;
        }
        List<Optional<Reading>> readings =
                events.stream().map(event -> page(event).flatMap(this::reading)).toList();
        for (int n = 0; n < Math.min(AWAITED, events.size()); n++) {
            if (page(events.get(n)).isEmpty()) {
                return;
            }
            if (readings.get(n).isPresent()) {
                await(readings.get(n).get());
            }
        }
    }

    /** The picture for its card, as far as it is known. */
    public Optional<String> of(EventEnvelope event) {
        return setting.on() ? page(event).flatMap(table::picture) : Optional.empty();
    }

    /** Of the many that one sync has found the card lists the names. */
    private static Optional<String> page(EventEnvelope event) {
        String page = event.data().path("url").asString("");
        return event.type() == BuiltInType.RESOURCE_ADDED && event.batch() == null && !page.isEmpty()
                ? Optional.of(page)
                : Optional.empty();
    }

    /** Empty where there is no need. */
    private Optional<Reading> reading(String page) {
        return table.isKnown(page) ? Optional.empty() : Optional.of(running.computeIfAbsent(page, this::begun));
    }

    private Reading begun(String page) {
        long end = System.nanoTime() + setting.patience().toNanos();
        FutureTask<@Nullable Void> task = new FutureTask<>(() -> read(page, end), null);
        Thread.ofVirtual().name("resource-picture").start(task);
        return new Reading(task, end);
    }

    private void read(String page, long endNanos) {
        try {
            table.save(page, picture(page, endNanos).orElse(null));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            running.remove(page);
        }
    }

    private Optional<String> picture(String page, long endNanos) throws InterruptedException {
        if (!room.tryAcquire(endNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            return Optional.empty();
        }
        try {
            return NamedPicture.of(pages.read(page, endNanos));
        } catch (IOException | RuntimeException e) {
            log.debug("picture.not_found page={} reason={} next=the card goes without", page, e.toString());
            return Optional.empty();
        } finally {
            room.release();
        }
    }

    private static void await(Reading reading) throws InterruptedException {
        try {
            reading.task().get(Math.max(0, reading.endNanos() - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            log.debug("picture.not_awaited reason={} next=the card goes without", e.toString());
        }
    }
}
