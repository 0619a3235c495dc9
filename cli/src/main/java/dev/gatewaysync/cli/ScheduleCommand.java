package dev.gatewaysync.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
        mixinStandardHelpOptions = true,
        name = "schedule",
        description = "When syncs, backups and uptime checks ran last, and run next.")
final class ScheduleCommand implements Runnable {
    @ParentCommand
    GatewayCommand gateway = new GatewayCommand();

    @Override
    public void run() {
        JsonView view = gateway.session.api().get("/schedules");
        gateway.session.show(view, out -> {
            Table table = new Table("SCHEDULE", "STATE", "LAST", "NEXT");
            view.at("schedules")
                    .list()
                    .forEach(schedule -> table.row(
                            schedule.at("name"),
                            schedule.at("paused").is(true) ? "paused" : "active",
                            schedule.at("lastRunAt"),
                            schedule.at("paused").is(true) ? "–" : schedule.at("nextRunAt")));
            table.print(out);
        });
    }
}
