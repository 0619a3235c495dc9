package dev.gatewaysync.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class DemoAppTest {
    private static final int MANY = 16;

    @Test
    void many_that_start_at_the_same_moment_have_an_address_each() throws Exception {
        CountDownLatch ready = new CountDownLatch(MANY);
        List<DemoApp> started = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(MANY)) {
            List<Future<DemoApp>> starting = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                starting.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return DemoApp.start();
                }));
            }
            for (Future<DemoApp> app : starting) {
                started.add(app.get());
            }
            assertThat(new HashSet<>(started.stream().map(DemoApp::url).toList()))
                    .hasSize(MANY);
        } finally {
            started.forEach(DemoApp::close);
        }
    }
}
