package dev.gatewaysync.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountedStreamTest {
    private final List<Integer> arrived = new ArrayList<>();
    private final CountedStream stream =
            new CountedStream(new ByteArrayInputStream(new byte[] {1, (byte) 200, 3, 4, 5}), arrived::add);

    @Test
    void each_piece_is_counted_once_however_it_is_read() throws IOException {
        assertThat(stream.read()).isEqualTo(1);
        assertThat(stream.read()).as("a byte is no negative number").isEqualTo(200);
        assertThat(stream.read(new byte[10], 0, 2)).isEqualTo(2);
        assertThat(stream.readAllBytes()).containsExactly(5);

        assertThat(arrived).startsWith(1, 1, 2).doesNotContain(0, -1);
        assertThat(arrived.stream().mapToInt(Integer::intValue).sum()).isEqualTo(5);
    }

    @Test
    void the_end_is_no_piece() throws IOException {
        stream.readAllBytes();
        arrived.clear();

        assertThat(stream.read()).isEqualTo(-1);
        assertThat(arrived).isEmpty();
    }
}
