package dev.gatewaysync.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code e2e/nights/run [NAME…]}: what an operator goes through, measured. Prints what happens as it happens, then a table in
 * Markdown; exits 1 if an aim was missed, 2 for a name that no night has. {@code --list} names them.
 */
final class Nights {
    private Nights() {}

    static List<Night> all() {
        return Stream.of(DiscordNights.all(), ServerNights.all(), DataNights.all())
                .flatMap(List::stream)
                .toList();
    }

    public static void main(String[] arguments) throws Exception {
        List<String> names = List.of(arguments);
        if (names.contains("--list")) {
            all().forEach(night -> System.out.println(night.name() + ": " + night.fault()));
            return;
        }
        List<String> known = all().stream().map(Night::name).toList();
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            System.err.println("There is no night " + name + ": " + String.join(", ", known));
            System.exit(2);
        });
        if (Browser.installed().isEmpty()) {
            System.err.println("No Chromium is installed, on whose screen an operator could do anything");
            System.exit(2);
        }
        Path work = Files.createTempDirectory("gateway-nights-");
        String before = load();
        List<NightOutcome> outcomes = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        for (Night night : all()) {
            if (names.isEmpty() || names.contains(night.name())) {
                try {
                    outcomes.add(new NightRun(night, work.resolve(night.name()), line -> say(night, line)).run());
                } catch (Exception | AssertionError e) {
                    broken.add(night.name() + ": " + e);
                    say(night, "broke off: " + e);
                }
            }
        }
        System.out.println();
        System.out.println(Runtime.getRuntime().availableProcessors() + " processors, load average " + before
                + " at the beginning and " + load() + " at the end; logs are in " + work);
        System.out.println();
        System.out.println(NightOutcome.HEAD);
        outcomes.forEach(outcome -> System.out.println(outcome.row()));
        System.out.println();
        outcomes.forEach(outcome -> outcome.missed()
                .forEach(missed ->
                        System.out.println("Missed by " + outcome.night().name() + ": " + missed)));
        broken.forEach(line -> System.out.println("Broke off: " + line));
        System.exit(
                broken.isEmpty()
                                && outcomes.stream()
                                        .allMatch(outcome -> outcome.missed().isEmpty())
                        ? 0
                        : 1);
    }

    private static void say(Night night, String line) {
        System.out.println(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + night.name() + ": " + line);
    }

    private static String load() throws IOException {
        Path file = Path.of("/proc/loadavg");
        return Files.isReadable(file) ? Files.readString(file).split(" ")[0] : "unknown";
    }
}
