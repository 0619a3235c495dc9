package dev.gatewaysync.standalone;

import dev.gatewaysync.http.HttpRequests;
import dev.gatewaysync.service.ProcessLimits;
import dev.gatewaysync.service.StartFailure;
import dev.gatewaysync.service.settings.InvalidSettingsException;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.task.CarrierThreads;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code gateway start} and {@code gateway demo}: everything in this process, until it is told to stop. */
public final class GatewayMain {
    private static final Logger log = LoggerFactory.getLogger(GatewayMain.class);
    private static final String LOG = "--log";
    private static final String USAGE = "Usage: gateway start [--adopt-data] [--log] | gateway demo [--exit] [--log]";
    /** In MiB. */
    private static final int LEAST_HEAP = 96;

    /** Of four services with four connections to SQLite each, and of an export and a backup; more services do not run at once. */
    static final int NATIVE_CALLS = 18;

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
        List<String> known = List.of(demo ? "--exit" : "--adopt-data", LOG);
        Optional<String> unknown =
                options.stream().filter(option -> !known.contains(option)).findFirst();
        if (!demo && !command.equals("start") || unknown.isPresent()) {
            System.err.println(unknown.map(option -> "gateway " + command + ": there is no option '" + option
                                    + "'. There are " + String.join(" and ", known) + ".\n")
                            .orElse("")
                    + USAGE);
            System.exit(WRONG_USE);
        }
        CarrierThreads.allowForNativeCalls(NATIVE_CALLS);
        HttpRequests.allowHostHeader();
        Settings settings = Settings.ofProcess();
        Console console = Console.of(demo, options.contains(LOG));
        try (Story story = console.story().begun()) {
            int exitCode = run(settings, demo, options, console, story);
            story.close();
            System.exit(exitCode);
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

    private static int run(Settings given, boolean demo, List<String> options, Console console, Story story)
            throws InterruptedException {
        Settings settings = given;
        if (demo) {
            DemoSettings own = DemoSettings.of(given);
            settings = own.settings();
            if (!own.ignored().isEmpty()) {
                story.say("The demo talks to nobody outside and leaves these settings alone: "
                        + String.join(", ", own.ignored()) + "\n");
            }
        }
        StopRequests stops = new StopRequests(
                sentence -> {
                    story.close();
                    story.say(sentence);
                },
                StopSignals::endNow,
                "Nothing is lost: ./gateway " + (demo ? "demo" : "start") + " starts it again.");
        StopSignals.onStop(stops::onSignal);
        ProcessLimits.check(LEAST_HEAP);
        StartMode mode =
                demo ? StartMode.DEMO : options.contains("--adopt-data") ? StartMode.ADOPTING : StartMode.NORMAL;
        int exitCode = 0;
        try (Gateway gateway = Gateway.start(settings, mode, story, console.logInFile())) {
            // What is up takes events and sends them: from here on a stop lets it finish.
            stops.isUp();
            story.say(Banner.of(gateway, demo, story));
            console.logFile(settings).ifPresent(file -> story.say("  The log is in " + file + "\n"));
            if (!console.logInFile()) {
                log.info(
                        "gateway.up webhooks={}/webhook/updates console={} secrets={}",
                        gateway.ingestUrl(),
                        gateway.consoleUrl(),
                        gateway.secretsFile());
            }
            if (demo) {
                exitCode = demonstrate(gateway, story, stops, options.contains("--exit"));
            }
            stops.stop().await();
        }
        story.say(
                demo
                        ? "Stopped. The demo's data are apart, in " + settings.text("GATEWAY_DATA_DIR", "data/demo")
                                + "; ./gateway start begins with its own."
                        : "Stopped. Nothing is lost: ./gateway start goes on from here.");
        return exitCode;
    }

    /** @return the exit code */
    private static int demonstrate(Gateway gateway, Story story, StopRequests stops, boolean exits)
            throws InterruptedException {
        boolean allShown = new Demo(gateway, story).run(stops.stop());
        if (exits) {
            stops.stopping();
            return allShown ? 0 : FAILED;
        }
        if (stops.stop().getCount() > 0) {
            story.say("  The demo stays up to look around. Stop it with Ctrl-C.\n");
        }
        return 0;
    }
}
