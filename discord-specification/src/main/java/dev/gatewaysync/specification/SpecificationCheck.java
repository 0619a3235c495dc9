package dev.gatewaysync.specification;

import dev.gatewaysync.simulator.traffic.Exchange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Checks exchanges one after the other, on a thread of its own so that no client waits for it. Of each operation and
 * status it takes every exchange up to the {@value #ALL_UP_TO}th and then each {@value #THEN_EACH}th: a load test repeats
 * itself.
 */
final class SpecificationCheck implements Runnable {

    private static final int ALL_UP_TO = 300;
    private static final int THEN_EACH = 20;
    private static final Duration TO_THE_END = Duration.ofSeconds(60);

    private final Specification specification;
    private final DocumentedDifferences differences;
    private final SpecificationReport report;
    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();
    private final BlockingQueue<Exchange> waiting = new LinkedBlockingQueue<>();
    private final AtomicLong unfinished = new AtomicLong();

    SpecificationCheck(Specification specification, DocumentedDifferences differences, SpecificationReport report) {
        this.specification = specification;
        this.differences = differences;
        this.report = report;
    }

    void take(Exchange exchange) {
        report.seen();
        var kind = specification.nameOf(exchange.method(), exchange.path()) + " " + exchange.status();
        long number = counts.computeIfAbsent(kind, any -> new AtomicLong()).incrementAndGet();
        if (number <= ALL_UP_TO || number % THEN_EACH == 0) {
            unfinished.incrementAndGet();
            waiting.add(exchange);
        }
    }

    @Override
    public void run() {
        try {
            while (true) {
                check(waiting.take());
                unfinished.decrementAndGet();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    void check(Exchange exchange) {
        var operation = specification.nameOf(exchange.method(), exchange.path());
        report.checked("request");
        tell(
                "request",
                operation,
                specification.problemsOfRequest(exchange.method(), exchange.path(), exchange.query(), exchange.body()));
        if (!exchange.planned()) {
            var answer = exchange.answer();
            report.checked("answer");
            tell(
                    "answer",
                    operation + " " + exchange.status(),
                    specification.problemsOfAnswer(
                            exchange.method(), exchange.path(), exchange.status(), answer == null ? "" : answer));
        }
    }

    private void tell(String side, String operation, List<String> problems) {
        problems.stream()
                .filter(problem -> !differences.cover(side, operation, problem))
                .forEach(problem -> report.violated(side, operation, problem));
    }

    /** Waits for what has been taken, and writes how much that was. */
    void finish() {
        long end = System.nanoTime() + TO_THE_END.toNanos();
        try {
            while (unfinished.get() > 0 && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        report.finish(unfinished.get());
    }
}
