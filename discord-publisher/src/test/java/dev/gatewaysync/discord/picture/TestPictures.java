package dev.gatewaysync.discord.picture;

import dev.gatewaysync.discord.outbox.TestOutbox;
import java.time.Duration;

/** Pictures over a {@link TestOutbox}. */
public final class TestPictures {
    private TestPictures() {}

    public static ResourcePictures off(TestOutbox test) {
        return of(test, new PictureSetting(false, Duration.ZERO), address -> true);
    }

    /** Of pages anywhere, this computer's too. */
    public static ResourcePictures on(TestOutbox test, Duration patience) {
        return of(test, new PictureSetting(true, patience), address -> false);
    }

    private static ResourcePictures of(TestOutbox test, PictureSetting setting, PageAddresses addresses) {
        return new ResourcePictures(setting, new PictureTable(test.jdbc, test.clock), new PageFetch(addresses));
    }
}
