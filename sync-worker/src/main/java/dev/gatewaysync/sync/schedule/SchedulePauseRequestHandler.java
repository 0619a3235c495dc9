package dev.gatewaysync.sync.schedule;

import dev.gatewaysync.sync.operator.OperatorRequestHandler;
import dev.gatewaysync.sync.operator.RequestRefusedException;
import tools.jackson.databind.JsonNode;

/** {@code schedule-pause} and {@code schedule-resume} {schedule}. What an operator starts by hand runs all the same. */
final class SchedulePauseRequestHandler implements OperatorRequestHandler {
    private final ScheduleStates states;
    private final boolean pause;

    SchedulePauseRequestHandler(ScheduleStates states, boolean pause) {
        this.states = states;
        this.pause = pause;
    }

    @Override
    public String kind() {
        return pause ? "schedule-pause" : "schedule-resume";
    }

    @Override
    public Done perform(JsonNode arguments, Progress progress) {
        String schedule = arguments.path("schedule").asString("");
        if (!ScheduleStates.NAMES.contains(schedule)) {
            throw new RequestRefusedException("schedule must be one of " + String.join(", ", ScheduleStates.NAMES));
        }
        states.pause(schedule, pause);
        return new Done("The schedule " + schedule + (pause ? " is paused" : " runs again"), null);
    }
}
