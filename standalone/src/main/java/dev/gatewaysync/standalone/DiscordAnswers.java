package dev.gatewaysync.standalone;

import dev.gatewaysync.console.ConsoleApplication;
import dev.gatewaysync.console.doctor.Check;
import dev.gatewaysync.console.doctor.SelfCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What Discord says to token, server and webhook right after the start, as {@code ./gateway test} asks it. */
final class DiscordAnswers {
    private static final Set<String> ASKED = Set.of("Discord token", "Discord server", "Discord webhook");
    private static final int PATIENCE_SECONDS = 5;

    private DiscordAnswers() {}

    /** One line for each, with what to do where something is wrong. */
    static List<String> of(Gateway gateway) {
        SelfCheck selfCheck = gateway.part(ConsoleApplication.DEFINITION, SelfCheck.class);
        CompletableFuture<List<Check>> answers = CompletableFuture.supplyAsync(
                () -> selfCheck.examine(false), task -> Thread.ofVirtual().start(task));
        try {
            return lines(answers.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (TimeoutException | ExecutionException e) {
            return List.of("does not answer yet; ./gateway test tells more");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of("was not asked");
        }
    }

    private static List<String> lines(List<Check> checks) {
        List<String> lines = new ArrayList<>();
        for (Check check : checks) {
            if (!ASKED.contains(check.name())) {
                continue;
            }
            String what = check.name().substring("Discord ".length());
            if (check.outcome().equals("ok")) {
                lines.add("✓ " + what + " " + check.found());
            } else if (check.outcome().equals("failed")) {
                lines.add("✗ " + what + ": " + check.found() + " → " + check.advice());
            }
        }
        return lines.isEmpty() ? List.of("nothing is shown: neither bot nor webhook is set") : lines;
    }
}
