package dev.gatewaysync.console.request;

import dev.gatewaysync.console.ApiException;
import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.audit.AuditLog;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.storage.operator.OperatorRequest;
import dev.gatewaysync.storage.operator.OperatorRequests;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What operators ask of the other services. Each method returns the request's id; its answer comes with time. */
@Component
public final class OperatorRequestService {
    private static final String WORKER = "sync-worker";
    private static final String PUBLISHER = "discord-publisher";
    private static final Set<String> SCHEDULES = Set.of("quick-sync", "full-sync", "uptime", "backup");
    private static final Set<String> MODES = Set.of("quick", "full");
    private static final int LONGEST = 200;

    private final OperatorRequests requests;
    private final AuditLog audit;

    OperatorRequestService(OperatorRequests requests, AuditLog audit) {
        this.requests = requests;
        this.audit = audit;
    }

    /** @param force also takes a result that looks suspicious */
    public String sync(String mode, boolean force, Operator operator) {
        if (!MODES.contains(mode)) {
            throw ApiException.badRequest("The mode must be quick or full.");
        }
        audit.record(operator, "sync", force ? mode + ", forced" : mode, null);
        return requests.submit(WORKER, "sync", json().put("mode", mode).put("force", force), operator.name());
    }

    public String createBackup(Operator operator) {
        audit.record(operator, "backup-create", "", null);
        return requests.submit(WORKER, "backup-create", json(), operator.name());
    }

    public String verifyBackup(String file, Operator operator) {
        audit.record(operator, "backup-verify", fileName(file), null);
        return requests.submit(WORKER, "backup-verify", json().put("file", file), operator.name());
    }

    public String restoreBackup(String file, Operator operator, @Nullable String why) {
        audit.record(operator, "backup-restore", fileName(file), why);
        return requests.submit(WORKER, "backup-restore", json().put("file", file), operator.name());
    }

    /** @param updates in the shape of the seed file */
    public String importUpdates(JsonNode updates, Operator operator) {
        if (!updates.isArray()) {
            throw ApiException.badRequest("The file must hold an array \"updates\", as updates export writes it.");
        }
        audit.record(operator, "updates-import", updates.size() + " updates", null);
        ObjectNode arguments = json();
        arguments.set("updates", updates);
        return requests.submit(WORKER, "import", arguments, operator.name());
    }

    public String schedule(String name, boolean paused, Operator operator) {
        if (!SCHEDULES.contains(name)) {
            throw ApiException.notFound("There is no schedule of that name; there are "
                    + String.join(", ", new java.util.TreeSet<>(SCHEDULES)) + ".");
        }
        String kind = paused ? "schedule-pause" : "schedule-resume";
        audit.record(operator, kind, name, null);
        return requests.submit(WORKER, kind, json().put("schedule", name), operator.name());
    }

    public String resumeTarget(String target, Operator operator, @Nullable String why) {
        return target("resume-target", target, operator, why);
    }

    /** What is planned for it waits until it is resumed. */
    public String pauseTarget(String target, Operator operator, @Nullable String why) {
        return target("pause-target", target, operator, why);
    }

    private String target(String kind, String target, Operator operator, @Nullable String why) {
        if (target.isBlank() || target.length() > LONGEST || (why != null && why.length() > LONGEST)) {
            throw ApiException.badRequest("Say which target, and why in at most " + LONGEST + " characters.");
        }
        audit.record(operator, kind, target, why);
        ObjectNode arguments = json().put("target", target);
        if (why != null) {
            arguments.put("why", why);
        }
        return requests.submit(PUBLISHER, kind, arguments, operator.name());
    }

    public OperatorRequest find(String id) {
        return requests.find(id).orElseThrow(() -> ApiException.notFound("There is no such request."));
    }

    /** The newest first. */
    public List<OperatorRequest> recent(int count) {
        return java.util.stream.Stream.of(WORKER, PUBLISHER)
                .flatMap(service -> requests.recent(service, count).stream())
                .sorted(java.util.Comparator.comparing(OperatorRequest::requestedAt)
                        .reversed())
                .limit(count)
                .toList();
    }

    /** A name in the worker's folder of backups, never a path. */
    private static String fileName(String file) {
        if (!file.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,120}") || file.contains("..")) {
            throw ApiException.badRequest("That is no backup's name; see the list of backups.");
        }
        return file;
    }

    private static ObjectNode json() {
        return EventJson.mapper().createObjectNode();
    }
}
