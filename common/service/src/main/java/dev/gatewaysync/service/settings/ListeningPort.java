package dev.gatewaysync.service.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds out whether a TCP port can be listened on, by doing so for a moment. */
final class ListeningPort {
    private ListeningPort() {}

    /** On the loopback interface alone: there a program that listens on all of them is in the way too. */
    static boolean isTaken(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
