package dev.gatewaysync.console.overview;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.stream.Stream;

/** What operators are told of: each rule's name, what to do about it, and the page where that is done. */
public enum AlertRule {
    DATABASE("database", "Start the database, or correct DATABASE_URL", "/system"),
    BROKER("broker", "Start the broker, or correct RABBITMQ_URL; what is accepted meanwhile waits on disk", "/system"),
    REDIS("redis", "Start Redis, or correct REDIS_URL", "/system"),
    SERVICE_DOWN("service-down", "Start the service, and look at its log for why it stopped", "/system"),
    EVENTS_WAIT("events-wait", "See to the broker: is it up, has it room on its disk?", "/system"),
    DISCORD("discord", "./gateway test says what Discord answers; see also discordstatus.com", "/system"),
    TARGET("target", "Do what the reason says, then press Resume there, or ./gateway target resume", "/system"),
    DELIVERIES_LATE(
            "deliveries-late",
            "See there why they wait; Discord's limits pass by themselves",
            "/updates?status=pending"),
    QUEUE_LATE("queue-late", "See whether the service behind the queue runs and what its log says", "/"),
    FAILED_MESSAGES("failed-messages", "See the reason there, mend it, and replay them", "/failed"),
    SYNC_FAILED("sync-failed", "Run ./gateway sync; what is suspicious is taken with --force", "/catalogue"),
    SYNC_OVERDUE("sync-overdue", "Run ./gateway sync, which prints what is wrong", "/catalogue"),
    BACKUP_OVERDUE("backup-overdue", "Run ./gateway backup create, which prints what is wrong", "/system"),
    CATALOGUE_DRIFT(
            "catalogue-drift",
            "Run ./gateway sync --full: its problems name the categories; mend them in the main app",
            "/catalogue"),
    MAIN_APP("main-app", "See whether the main app runs; planned work is announced with a maintenance event", "/"),
    CERTIFICATE("certificate", "Renew the certificate of the main app", "/"),
    DISK("disk", "Make room there, or set the folder to a larger disk", "/system"),
    CONFIG_DIFFERS("config-differs", "Put the same file before each service, then ./gateway config reload", "/system"),
    ALERT_PLACE("alert-place", "Correct ALERT_TO; ./gateway alerts test tries every place", "/alerts");

    private final String id;
    private final String advice;
    private final String page;

    AlertRule(String id, String advice, String page) {
        this.id = id;
        this.advice = advice;
        this.page = page;
    }

    /** As in commands, in the API and in the database. */
    @JsonValue
    public String id() {
        return id;
    }

    public String advice() {
        return advice;
    }

    public String page() {
        return page;
    }

    public static Optional<AlertRule> ofId(String id) {
        return Stream.of(values()).filter(rule -> rule.id.equals(id)).findFirst();
    }

    /** Whether it fires only when it has lasted: three checks of the main app have failed by then. */
    public boolean isConfirmed() {
        return this == MAIN_APP;
    }

    /** Whether it says that the gateway itself does not do its work. */
    public boolean isOfTheGateway() {
        return this != MAIN_APP && this != TARGET && this != ALERT_PLACE;
    }
}
