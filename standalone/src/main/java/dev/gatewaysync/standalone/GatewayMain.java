package dev.gatewaysync.standalone;

import dev.gatewaysync.service.InvalidSettingsException;
import dev.gatewaysync.service.Settings;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** {@code gateway start} and {@code gateway demo}: everything in this process, until it is told to stop. */
public final class GatewayMain {
    private static volatile int exitCode;

    private GatewayMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        String command = arguments.length == 0 ? "start" : arguments[0];
        boolean demo = command.equals("demo");
        if (!demo && !command.equals("start")) {
            System.err.println("Usage: gateway start | gateway demo [--exit]");
            System.exit(2);
        }
        try {
            run(demo, Arrays.asList(arguments).contains("--exit"));
        } catch (InvalidSettingsException e) {
            System.err.println("The gateway cannot start:\n" + e.getMessage());
            System.exit(2);
        } catch (StartFailedException e) {
            System.err.println("The gateway cannot start: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(boolean demo, boolean exitAfterDemo) throws InterruptedException {
        CountDownLatch stop = new CountDownLatch(1);
        Gateway gateway = Gateway.start(Settings.ofProcess(), demo);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(gateway, stop), "drain"));
        System.out.println(Banner.of(gateway));
        if (demo) {
            boolean allShown = new Demo(gateway, System.out).run(stop);
            if (exitAfterDemo) {
                exitCode = allShown ? 0 : 1;
                System.exit(exitCode);
            }
            System.out.println("The demo stays up to look around. Stop it with Ctrl-C.");
        }
        stop.await();
    }

    /** Runs on SIGTERM, on Ctrl-C and at the end of a demo. */
    private static void drain(Gateway gateway, CountDownLatch stop) {
        stop.countDown();
        System.out.println("Stopping: finishing what is under way …");
        gateway.close();
        System.out.println("Stopped. Nothing is lost: ./gateway start goes on from here.");
        System.out.flush();
        // Left to itself the JVM reports a signal as 128 + its number; a drained stop is a success.
        Runtime.getRuntime().halt(exitCode);
    }
}
