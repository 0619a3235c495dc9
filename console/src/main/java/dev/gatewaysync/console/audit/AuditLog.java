package dev.gatewaysync.console.audit;

import dev.gatewaysync.console.Operator;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who changed what, when and why. Written before the change is made, so that no change is without its entry. */
@Component
public final class AuditLog {
    private static final Logger log = LoggerFactory.getLogger(AuditLog.class);

    private final JdbcClient jdbc;
    private final InstantSource clock;

    public AuditLog(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public void record(Operator operator, String action, String subject, @Nullable String reason) {
        jdbc.sql("""
                        INSERT INTO audit_log (at, operator, address, action, subject, reason, proof)
                        VALUES (:at, :operator, :address, :action, :subject, :reason, :proof)""")
                .param("at", clock.millis())
                .param("operator", operator.name())
                .param("address", operator.address())
                .param("action", action)
                .param("subject", subject)
                .param("reason", reason)
                .param("proof", operator.proof().word())
                .update();
        String proof = operator.proof().word();
        log.info(
                "operator.action action={} subject={} by={} proof={}",
                action,
                subject,
                operator.name(),
                proof == null ? "none" : proof);
    }

    /** The newest first. */
    public List<AuditEntry> recent(int count) {
        return since(Instant.EPOCH, count);
    }

    /** The newest first. */
    public List<AuditEntry> since(Instant time, int count) {
        return jdbc.sql("SELECT * FROM audit_log WHERE at >= :since ORDER BY seq DESC LIMIT :count")
                .param("since", time.toEpochMilli())
                .param("count", count)
                .query((row, n) -> new AuditEntry(
                        Instant.ofEpochMilli(row.getLong("at")),
                        row.getString("operator"),
                        row.getString("address"),
                        row.getString("action"),
                        row.getString("subject"),
                        row.getString("reason"),
                        row.getString("proof")))
                .list();
    }
}
