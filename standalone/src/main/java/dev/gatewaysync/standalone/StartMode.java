package dev.gatewaysync.standalone;

/** What is to be started, and on whose data. */
enum StartMode {
    NORMAL,
    /** The data directory is to belong to the settings' server from now on. */
    ADOPTING,
    /** With a sample main app. */
    DEMO
}
