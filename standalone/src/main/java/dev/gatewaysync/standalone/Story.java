package dev.gatewaysync.standalone;

import dev.gatewaysync.task.Loop;
import dev.gatewaysync.task.MonotonicClock;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a start tells the person who waits for it: a line for each step as soon as it is done, and how long it took. On a
 * terminal a last line says what is under way and for how long; in a pipe what takes long is said once. Safe to use from any
 * thread.
 */
final class Story implements AutoCloseable {
    private static final Duration REDRAWN = Duration.ofMillis(150);
    /** In a pipe, nobody wants to hear of shorter waits. */
    private static final long WORTH_A_LINE = Duration.ofSeconds(3).toNanos();

    private static final int WIDEST = 100;
    private static final char[] TURNING = {'⠋', '⠙', '⠸', '⠴', '⠦', '⠇'};

    private final PrintStream out;
    private final @Nullable StatusLine line;
    private final int columns;
    private final boolean coloured;
    private final MonotonicClock clock;
    private final Map<String, Long> underWay = new LinkedHashMap<>();
    private final Loop redrawing;
    private String waitsFor = "";
    private boolean waitSaid;
    private long waitsSince;
    private int turn;

    private Story(PrintStream out, @Nullable StatusLine line, int columns, boolean coloured, MonotonicClock clock) {
        this.out = out;
        this.line = line;
        this.columns = columns;
        this.coloured = coloured;
        this.clock = clock;
        this.redrawing = Loop.named("story").onPlatformThread().clock(clock).running(this::redraw);
    }

    /** Of lines that stay as they are. */
    static Story plain(PrintStream out, MonotonicClock clock) {
        return new Story(out, null, WIDEST, false, clock);
    }

    /** Whatever else is to be shown on this terminal goes to {@link #out()}. */
    static Story onTerminal(PrintStream terminal, int columns, boolean coloured, MonotonicClock clock) {
        StatusLine line = new StatusLine(terminal, columns);
        return new Story(
                new PrintStream(line, true, StandardCharsets.UTF_8), line, Math.min(columns, WIDEST), coloured, clock);
    }

    /** For callers who want to hear nothing. */
    static Story untold() {
        return plain(
                new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                MonotonicClock.system());
    }

    Story begun() {
        redrawing.start();
        return this;
    }

    PrintStream out() {
        return out;
    }

    /** How wide a line may be. */
    int columns() {
        return columns;
    }

    void say(String text) {
        out.println(text);
    }

    /** Says that {@code what} is under way while {@code work} is done, and then how long it took. */
    <T> T step(String what, Supplier<T> work) {
        long began = clock.nanoTime();
        synchronized (this) {
            underWay.put(what, began);
        }
        boolean done = false;
        try {
            T result = work.get();
            done = true;
            return result;
        } finally {
            ended(what, began, done);
        }
    }

    private synchronized void ended(String what, long began, boolean done) {
        underWay.remove(what);
        String took = seconds(clock.nanoTime() - began);
        say("  " + (done ? tick() : cross()) + " " + "%-24s %8s".formatted(what, took));
    }

    /** Says that nothing happens for now but that {@code reason}; until {@link #goesOn}. */
    synchronized void waits(String reason) {
        if (!reason.equals(waitsFor)) {
            waitsFor = reason;
            waitsSince = clock.nanoTime();
            waitSaid = false;
        }
    }

    synchronized void goesOn() {
        waitsFor = "";
    }

    String tick() {
        return coloured ? "\033[32m✓\033[0m" : "✓";
    }

    String cross() {
        return coloured ? "\033[31m✗\033[0m" : "✗";
    }

    /** Nothing is under way any more. */
    @Override
    public void close() {
        redrawing.stopNow(Duration.ofSeconds(1));
        if (line != null) {
            line.erase();
        }
    }

    private synchronized Duration redraw() {
        long now = clock.nanoTime();
        if (line != null) {
            String text = underWayText(now);
            if (text.isEmpty()) {
                line.erase();
            } else {
                turn = (turn + 1) % TURNING.length;
                line.draw("  " + TURNING[turn] + " " + text);
            }
        } else if (!waitsFor.isEmpty() && !waitSaid && now - waitsSince > WORTH_A_LINE) {
            waitSaid = true;
            say("  … " + waitsFor);
        }
        return REDRAWN;
    }

    private String underWayText(long now) {
        if (!waitsFor.isEmpty()) {
            return waitsFor + " (" + wholeSeconds(now - waitsSince) + ")";
        }
        StringJoiner text = new StringJoiner(", ");
        underWay.forEach((what, began) -> text.add(what + " " + wholeSeconds(now - began)));
        return text.toString();
    }

    private static String wholeSeconds(long nanos) {
        return Duration.ofNanos(nanos).toSeconds() + " s";
    }

    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }
}
