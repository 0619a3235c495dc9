package dev.gatewaysync.simulator.faults;

import java.util.regex.Pattern;

record Fault(String method, Pattern path, FaultStage stage, FaultEffect effect) {

    boolean hits(String requestMethod, String requestPath, FaultStage requestStage) {
        return stage == requestStage
                && (method.equals("*") || method.equalsIgnoreCase(requestMethod))
                && path.matcher(requestPath).find();
    }
}
