package dev.gatewaysync.console.place;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Takes mails as a server does, and keeps what it was sent. */
final class MailServerDouble implements AutoCloseable {
    private final ServerSocket socket;
    private final StringBuffer received = new StringBuffer();

    private MailServerDouble(ServerSocket socket) {
        this.socket = socket;
    }

    static MailServerDouble start() throws IOException {
        MailServerDouble server = new MailServerDouble(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()));
        Thread.ofPlatform().daemon().name("mail-double").start(server::serve);
        return server;
    }

    int port() {
        return socket.getLocalPort();
    }

    String received() {
        return received.toString();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                talk(connection);
            } catch (IOException e) {
                // The client has gone, or this ends.
            }
        }
    }

    private void talk(Socket connection) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = connection.getOutputStream();
        say(out, "220 double");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String command = line.toUpperCase(Locale.ROOT);
            if (command.startsWith("DATA")) {
                say(out, "354 go on");
                for (String data = in.readLine(); data != null && !data.equals("."); data = in.readLine()) {
                    received.append(data).append('\n');
                }
                say(out, "250 taken");
            } else if (command.startsWith("QUIT")) {
                say(out, "221 bye");
                return;
            } else {
                say(out, "250 ok");
            }
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
