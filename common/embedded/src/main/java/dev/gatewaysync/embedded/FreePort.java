package dev.gatewaysync.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds a TCP port that nobody uses now. It lies below the range from which operating systems take the ports of outgoing
 * connections (32768 on Linux, 49152 elsewhere): a port of that range may be gone before it is listened on.
 */
public final class FreePort {
    /** Which part of the range this process takes ports from, so that processes side by side can have one each. */
    private static final String PART = "free.port.part";

    private static final int COUNT = 1_000;
    private static final int FIRST = 10_240 + COUNT * Math.floorMod(Integer.getInteger(PART, 0), 16);
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private FreePort() {}

    /** No port is given twice by this process, until it has given them all. */
    public static int find() {
        for (int tries = 0; tries < COUNT; tries++) {
            int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No free TCP port from " + FIRST + " to " + (FIRST + COUNT - 1));
    }

    /** Whether nobody listens on {@code port} now, on any interface. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
