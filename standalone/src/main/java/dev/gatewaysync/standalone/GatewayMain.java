package dev.gatewaysync.standalone;

import dev.gatewaysync.service.InvalidSettingsException;
import dev.gatewaysync.service.Settings;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** {@code gateway start} and {@code gateway demo}: everything in this process, until it is told to stop. */
public final class GatewayMain {
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
        } catch (RuntimeException e) {
            // Parts that already run would keep the process alive without its services.
            System.err.println("The gateway failed:");
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void run(boolean demo, boolean exitAfterDemo) throws InterruptedException {
        CountDownLatch stop = new CountDownLatch(1);
        StopSignals.onStop(stop::countDown);
        int exitCode = 0;
        try (Gateway gateway = Gateway.start(Settings.ofProcess(), demo)) {
            System.out.println(Banner.of(gateway));
            if (demo) {
                boolean allShown = new Demo(gateway, System.out).run(stop);
                if (exitAfterDemo) {
                    exitCode = allShown ? 0 : 1;
                    stop.countDown();
                } else if (stop.getCount() > 0) {
                    System.out.println("  The demo stays up to look around. Stop it with Ctrl-C.\n");
                }
            }
            stop.await();
            System.out.println("Stopping: finishing what is under way …");
        }
        System.out.println("Stopped. Nothing is lost: ./gateway start goes on from here.");
        System.exit(exitCode);
    }
}
