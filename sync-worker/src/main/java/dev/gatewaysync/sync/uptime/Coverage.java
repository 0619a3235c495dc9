package dev.gatewaysync.sync.uptime;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The time that a sample speaks for, in pieces of one hour or one day. All times are epoch milliseconds. */
record Coverage(long from, long to) {

    /**
     * Time counts once and only forwards: a clock that is set back adds nothing until it has caught up.
     *
     * @param coveredUntil what earlier samples have spoken for
     */
    static Coverage of(UptimeSample uptimeSample, Instant next, long coveredUntil) {
        long from = Math.max(uptimeSample.at().toEpochMilli(), coveredUntil);
        long to = Math.min(next.toEpochMilli(), uptimeSample.coversUntil().toEpochMilli());
        return new Coverage(from, Math.max(from, to));
    }

    boolean isEmpty() {
        return from == to;
    }

    List<Piece> by(long length) {
        List<Piece> pieces = new ArrayList<>();
        for (long at = from; at < to; ) {
            long start = Math.floorDiv(at, length) * length;
            long end = Math.min(to, start + length);
            pieces.add(new Piece(start, end - at));
            at = end;
        }
        return pieces;
    }

    /** @param start of the whole hour or day */
    record Piece(long start, long millis) {}
}
