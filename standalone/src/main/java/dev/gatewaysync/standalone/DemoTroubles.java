package dev.gatewaysync.standalone;

import dev.gatewaysync.simulator.trouble.Guide;
import dev.gatewaysync.simulator.trouble.Trouble;
import dev.gatewaysync.simulator.trouble.Trouble.Told;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What the simulated Discord's page has to know of the rest: where the console is, the sample app's switch, and an event to send. */
final class DemoTroubles {
    private final FrontDoor frontDoor;
    private final AtomicInteger sent = new AtomicInteger();

    private DemoTroubles(FrontDoor frontDoor) {
        this.frontDoor = frontDoor;
    }

    static Guide guide(Gateway gateway) {
        String token = new SecretPlaces(gateway.settings(), gateway.secretsFile(), Path.of("")).of("OPS_TOKEN");
        return new Guide(
                gateway.consoleUrl().toString(),
                "with OPS_TOKEN from " + token,
                new DemoTroubles(new FrontDoor(gateway))::send);
    }

    static List<Trouble> of(DemoApp app) {
        return List.of(new Trouble(
                "app",
                "Stop the sample app",
                new Told(
                        "The main app answers nobody any more; nothing else is broken.",
                        "After three checks, some 15 seconds: the main app is offline, and since when. A card says so in Discord.",
                        "Nothing here: see why the app does not run, and start it (here: mend it).",
                        "The next check finds it, and the same card is edited: up again, and how long it took."),
                "/",
                "bug-fixed",
                new Trouble.Breaking() {
                    @Override
                    public void begin() {
                        app.stop();
                    }

                    @Override
                    public void end() {
                        app.startAgain();
                    }
                }));
    }

    private void send(String type) {
        try {
            frontDoor.post(DemoEvents.another(type, sent.incrementAndGet()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
