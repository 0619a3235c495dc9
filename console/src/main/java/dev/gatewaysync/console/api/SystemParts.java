package dev.gatewaysync.console.api;

import dev.gatewaysync.console.audit.AuditLog;
import dev.gatewaysync.console.doctor.SelfCheck;
import dev.gatewaysync.console.status.Charts;
import org.springframework.stereotype.Component;

/** What is read along with the state of the system. */
@Component
record SystemParts(Charts charts, SelfCheck doctor, AuditLog audit) {}
