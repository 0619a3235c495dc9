package dev.gatewaysync.standalone;

import dev.gatewaysync.http.HttpRequests;
import dev.gatewaysync.service.InvalidSettingsException;
import dev.gatewaysync.service.ProcessLimits;
import dev.gatewaysync.service.Settings;
import dev.gatewaysync.service.StartFailure;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** {@code gateway start} and {@code gateway demo}: everything in this process, until it is told to stop. */
public final class GatewayMain {
    private static final String USAGE = "Usage: gateway start [--adopt-data] | gateway demo [--exit]";
    /** In MiB. */
    private static final int LEAST_HEAP = 96;

    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    private GatewayMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        List<String> given = List.of(arguments);
        String command = given.isEmpty() ? "start" : given.getFirst();
        boolean demo = command.equals("demo");
        List<String> options = given.isEmpty() ? List.of() : given.subList(1, given.size());
        if (options.contains("--help") || options.contains("-h")) {
            System.out.println(USAGE);
            System.exit(0);
        }
        String known = demo ? "--exit" : "--adopt-data";
        Optional<String> unknown =
                options.stream().filter(option -> !option.equals(known)).findFirst();
        if (!demo && !command.equals("start") || unknown.isPresent()) {
            System.err.println(unknown.map(option -> "gateway " + command + ": there is no option '" + option
                                    + "'. Did you mean " + known + "?\n")
                            .orElse("")
                    + USAGE);
            System.exit(WRONG_USE);
        }
        HttpRequests.allowHostHeader();
        Settings settings = Settings.ofProcess();
        try {
            ProcessLimits.check(LEAST_HEAP);
            run(settings, demo, options.contains(known));
        } catch (InvalidSettingsException e) {
            System.err.println("The gateway cannot start:\n" + e.getMessage());
            settings.warnings().forEach(warning -> System.err.println("Note: " + warning));
            System.exit(WRONG_USE);
        } catch (StartFailedException e) {
            System.err.println("The gateway cannot start: " + e.getMessage());
            System.exit(FAILED);
        } catch (RuntimeException | OutOfMemoryError e) {
            // Parts that already run would keep the process alive without its services.
            Optional<String> line = StartFailure.explain(e, settings);
            if (line.isEmpty()) {
                System.err.println("The gateway failed. This is a defect, please report it:");
                e.printStackTrace();
            }
            line.ifPresent(text -> System.err.println("The gateway cannot start:" + StartFailure.below(text)));
            System.exit(FAILED);
        }
    }

    private static void run(Settings given, boolean demo, boolean option) throws InterruptedException {
        CountDownLatch stop = new CountDownLatch(1);
        StopSignals.onStop(() -> {
            // A start that is under way ends first, which may take a while.
            System.out.println("Told to stop …");
            stop.countDown();
        });
        int exitCode = 0;
        Settings settings = given;
        if (demo) {
            DemoSettings own = DemoSettings.of(given);
            settings = own.settings();
            if (!own.ignored().isEmpty()) {
                System.out.println("The demo talks to nobody outside and leaves these settings alone: "
                        + String.join(", ", own.ignored()) + "\n");
            }
        }
        StartMode mode = demo ? StartMode.DEMO : option ? StartMode.ADOPTING : StartMode.NORMAL;
        try (Gateway gateway = Gateway.start(settings, mode)) {
            if (stop.getCount() > 0) {
                System.out.println(Banner.of(gateway, demo));
            }
            if (demo && stop.getCount() > 0) {
                boolean allShown = new Demo(gateway, System.out).run(stop);
                if (option) {
                    exitCode = allShown ? 0 : FAILED;
                    stop.countDown();
                } else if (stop.getCount() > 0) {
                    System.out.println("  The demo stays up to look around. Stop it with Ctrl-C.\n");
                }
            }
            stop.await();
            System.out.println("Stopping: finishing what is under way …");
        }
        System.out.println(
                demo
                        ? "Stopped. The demo's data are apart, in " + settings.text("GATEWAY_DATA_DIR", "data/demo")
                                + "; ./gateway start begins with its own."
                        : "Stopped. Nothing is lost: ./gateway start goes on from here.");
        System.exit(exitCode);
    }
}
