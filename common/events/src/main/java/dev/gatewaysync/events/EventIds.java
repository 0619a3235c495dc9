package dev.gatewaysync.events;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;

/** Makes event ids: UUID version 7 (RFC 9562), so that ids sort by the time they were made. */
public final class EventIds {
    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    private EventIds() {}

    public static String next() {
        return GENERATOR.generate().toString();
    }
}
