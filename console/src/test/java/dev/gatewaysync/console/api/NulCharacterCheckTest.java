package dev.gatewaysync.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.console.ApiException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;

class NulCharacterCheckTest {
    private final NulCharacterCheck bodies = new NulCharacterCheck();
    private final AtomicLong read = new AtomicLong();

    @Test
    void a_body_of_any_length_is_read_to_the_limit_and_refused_with_a_sentence() throws Exception {
        assertThat(taken(NulCharacterCheck.LONGEST)).isEqualTo(NulCharacterCheck.LONGEST);
        read.set(0);
        assertThatThrownBy(() -> taken(1L << 40))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.status()).isEqualTo(413))
                .hasMessageStartingWith("The body is longer than 8 MiB.");
        assertThat(read.get()).isLessThan(NulCharacterCheck.LONGEST + (1 << 16));
    }

    private long taken(long length) throws Exception {
        MethodParameter parameter = new MethodParameter(String.class.getMethod("valueOf", Object.class), 0);
        HttpInputMessage taken =
                bodies.beforeBodyRead(message(length), parameter, byte[].class, ByteArrayHttpMessageConverter.class);
        return taken.getBody().readAllBytes().length;
    }

    private HttpInputMessage message(long length) {
        return new HttpInputMessage() {
            @Override
            public InputStream getBody() {
                return new InputStream() {
                    @Override
                    public int read() {
                        return read.incrementAndGet() > length ? -1 : ' ';
                    }

                    @Override
                    public int read(byte[] buffer, int from, int most) throws IOException {
                        if (read.get() >= length) {
                            return -1;
                        }
                        int count = (int) Math.min(Math.min(most, 8_192), length - read.get());
                        java.util.Arrays.fill(buffer, from, from + count, (byte) ' ');
                        read.addAndGet(count);
                        return count;
                    }
                };
            }

            @Override
            public HttpHeaders getHeaders() {
                return new HttpHeaders();
            }
        };
    }
}
