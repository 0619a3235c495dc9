package dev.gatewaysync.cli;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** The import of one file, part after part: the next one waits at the gateway while it works on the one before. */
final class ImportRun {
    private static final int UNDER_WAY = 2;

    private final GlobalOptions session;
    private final ImportFile file;
    private final Deque<JsonView> underWay = new ArrayDeque<>();
    private long imported;
    private long skipped;
    private long refused;

    ImportRun(GlobalOptions session, ImportFile file) {
        this.session = session;
        this.file = file;
    }

    /**
     * @return what became of all
     * @throws CliException that says how far it came
     */
    JsonView run() throws IOException {
        Progress progress = session.progress();
        try {
            for (String part = file.next(); part != null; part = file.next()) {
                if (underWay.size() == UNDER_WAY) {
                    finish(progress);
                }
                underWay.add(session.api().postText("/updates/import", part));
            }
            while (!underWay.isEmpty()) {
                finish(progress);
            }
        } catch (CliException e) {
            throw new CliException(
                    e.exitCode(),
                    e.getMessage()
                            + (imported + skipped == 0 ? "" : "; " + soFar() + " before. Import the file again"));
        } finally {
            progress.end();
        }
        return new JsonView(Map.of("imported", imported, "skipped", skipped, "refused", refused));
    }

    private void finish(Progress progress) {
        JsonView result = session.await(underWay.remove(), (percent, message) -> progress.show(file.percent(), soFar()))
                .at("result");
        imported += result.at("imported").number();
        skipped += result.at("skipped").number();
        refused += result.at("refused").list().size();
        progress.show(file.percent(), soFar());
    }

    private String soFar() {
        return imported + " imported, " + skipped + " known already";
    }
}
