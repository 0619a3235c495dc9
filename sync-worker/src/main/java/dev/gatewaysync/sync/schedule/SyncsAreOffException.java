package dev.gatewaysync.sync.schedule;

/** No main app is set and no catalogue described, so there is nothing to sync with. */
public final class SyncsAreOffException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SyncsAreOffException() {
        super("Syncs are off, because MAIN_APP_URL is not set", null, false, false);
    }
}
