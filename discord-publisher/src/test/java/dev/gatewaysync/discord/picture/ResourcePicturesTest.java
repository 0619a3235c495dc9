package dev.gatewaysync.discord.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.discord.outbox.TestOutbox;
import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.ResourceAdded;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ResourcePicturesTest {
    private static final String PICTURE = "https://a.example/b.png";

    private final TestOutbox test = new TestOutbox();
    private final PageServer server = new PageServer();
    private final ResourcePictures pictures = TestPictures.on(test, Duration.ofSeconds(60));

    ResourcePicturesTest() throws IOException {}

    @BeforeEach
    void nothingKnown() {
        test.jdbc.sql("DELETE FROM resource_picture").update();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void a_page_is_read_once_for_all_its_cards() throws InterruptedException {
        server.naming("/", PICTURE);
        EventEnvelope event = added("/");
        pictures.await(List.of(event));
        pictures.await(List.of(event));
        TestPictures.on(test, Duration.ofSeconds(60)).await(List.of(added("/")));

        assertThat(pictures.of(event)).contains(PICTURE);
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void switched_off_none_is_asked_for_or_shown() throws InterruptedException {
        server.naming("/", PICTURE);
        EventEnvelope event = added("/");
        pictures.await(List.of(event));
        ResourcePictures off = TestPictures.off(test);
        off.await(List.of(added("/other")));

        assertThat(off.of(event)).isEmpty();
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void a_page_that_names_none_is_asked_again_after_a_day() throws InterruptedException {
        server.page("/", "nothing");
        EventEnvelope event = added("/");
        pictures.await(List.of(event));
        pictures.await(List.of(event));
        assertThat(server.requests).hasSize(1);
        assertThat(pictures.of(event)).isEmpty();

        server.naming("/", PICTURE);
        test.clock.advance(Duration.ofHours(25));
        pictures.await(List.of(event));
        assertThat(pictures.of(event)).contains(PICTURE);

        test.clock.advance(Duration.ofDays(20));
        pictures.await(List.of(event));
        assertThat(server.requests).hasSize(2);
        test.clock.advance(Duration.ofDays(20));
        pictures.await(List.of(event));
        assertThat(server.requests).hasSize(3);
    }

    @Test
    void a_card_waits_no_longer_than_it_may() throws InterruptedException {
        server.hangs("/hangs");
        ResourcePictures impatient = TestPictures.on(test, Duration.ofSeconds(2));
        long begun = System.nanoTime();

        impatient.await(IntStream.range(0, 10).mapToObj(n -> added("/hangs")).toList());

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(impatient.of(added("/hangs"))).isEmpty();
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void those_of_one_message_are_read_at_the_same_time() throws InterruptedException {
        List<EventEnvelope> events =
                IntStream.range(0, 20).mapToObj(n -> added("/" + n)).toList();
        IntStream.range(0, 20).forEach(n -> server.naming("/" + n, PICTURE + n));

        pictures.await(events);

        assertThat(events.subList(0, 10))
                .allSatisfy(event -> assertThat(pictures.of(event)).isPresent());
    }

    @Test
    void other_cards_wait_for_nothing() throws InterruptedException {
        server.hangs("/hangs");
        EventEnvelope bug = TestOutbox.event(new BugFixed("One", null, null));
        long begun = System.nanoTime();

        pictures.await(List.of(bug, added("/hangs")));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(pictures.of(bug)).isEmpty();
    }

    private EventEnvelope added(String path) {
        return TestOutbox.event(new ResourceAdded("Tool", "Tools", server.url(path), null, List.of()));
    }
}
