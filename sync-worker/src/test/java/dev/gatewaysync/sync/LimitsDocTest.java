package dev.gatewaysync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.storage.operator.OperatorRequests;
import dev.gatewaysync.sync.mainapp.MainAppRedirects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LimitsDocTest {
    @Test
    void the_limits_are_those_of_the_code() throws IOException {
        String limits = Files.readString(Path.of("../docs/limits.md"));
        assertThat(limits)
                .contains("| " + OperatorRequests.MAX_TRIES + " begun without an end |")
                .contains("| redirects of the main app | " + MainAppRedirects.MOST + ";")
                .contains(constant("sync/backup/BackupReader.java", "LONGEST_LINE = 16 << 20", "16 MiB a line"))
                .contains(constant("sync/backup/Backups.java", "RESERVE = 256L << 20", "but 256 MiB"))
                .contains(constant("sync/backup/BackupReader.java", "PATIENCE = Duration.ofHours(1)", "60 minutes"))
                .contains(constant("sync/catalog/parse/IndexParser.java", "LONGEST_ID = 200", "200 characters"))
                .contains(constant("sync/catalog/read/PageAddresses.java", "MOST_PAGES = 10_000", "10,000 pages"))
                .contains(constant("sync/catalog/read/PageCollector.java", "MOST_ITEMS = 1_000_000", "1,000,000 items"))
                .contains(constant(
                        "sync/catalog/fetch/XmlDecoder.java", "MOST_ELEMENTS = 2_000_000", "2,000,000 elements"))
                .contains(constant(
                        "sync/operator/OperatorRequestWorker.java", "KEPT = Duration.ofDays(30)", "after 30 days"))
                .contains(constant("sync/uptime/AppCheck.java", "LOOKED_AT = 1 << 20", "| 1 MiB |"));
    }

    /** What the document says, provided that the code says it. */
    private static String constant(String file, String code, String text) throws IOException {
        assertThat(Files.readString(Path.of("src/main/java/dev/gatewaysync", file)))
                .contains(code);
        return text;
    }
}
