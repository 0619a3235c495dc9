package dev.gatewaysync.service.settings;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;

/** The ports that a process listens on, by the variables that set them. */
final class ListeningPorts {
    private final Map<String, Integer> byName = new ConcurrentSkipListMap<>();

    int add(String name, int port) {
        byName.put(name, port);
        return port;
    }

    Optional<String> nameOf(int port) {
        return byName.entrySet().stream()
                .filter(entry -> entry.getValue() == port)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** @param problem takes a variable, and what is wrong: two share a port, or another program has it */
    void check(BiConsumer<String, String> problem) {
        Map<Integer, String> first = new HashMap<>();
        byName.forEach((name, port) -> {
            String other = port == 0 ? null : first.putIfAbsent(port, name);
            if (other != null) {
                problem.accept(name, "is " + port + ", as is " + other + ": each needs a port of its own");
            } else if (port != 0 && ListeningPort.isTaken(port)) {
                problem.accept(
                        name,
                        "is " + port + ", and another program has that port. Stop it, or set a free one, for example "
                                + name + "=" + (port < 60_000 ? port + 1000 : port - 1000));
            }
        });
    }
}
