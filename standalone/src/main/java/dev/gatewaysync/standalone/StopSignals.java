package dev.gatewaysync.standalone;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/**
 * Tells of SIGTERM and Ctrl-C without starting the JVM's shutdown. In a shutdown, the hooks of the embedded broker and Redis
 * would run beside our drain and take the ground from under it, and the exit code would be that of a kill.
 *
 * <p>{@code sun.misc.Signal} is exported by {@code jdk.unsupported} and meant for this; it is reached by reflection because
 * the compiler warns of it in a way that cannot be suppressed.
 */
final class StopSignals {
    private StopSignals() {}

    /** Where the JVM has no such signals, it ends as it would by itself. {@code stop} is told which one came: TERM or INT. */
    static void onStop(Consumer<String> stop) {
        for (String name : new String[] {"TERM", "INT"}) {
            try {
                handle(name, stop);
            } catch (ReflectiveOperationException | IllegalArgumentException e) {
                System.err.println("Signal " + name + " ends the process at once on this JVM: " + e.getMessage());
            }
        }
    }

    /** Without shutdown hooks, which would wait for what is under way. The embedded Redis, a process of its own, ends too. */
    static void endNow(int exitCode) {
        ProcessHandle.current().children().forEach(ProcessHandle::destroy);
        Runtime.getRuntime().halt(exitCode);
    }

    private static void handle(String name, Consumer<String> stop) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        InvocationHandler forward = (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                stop.accept(name);
                yield null;
            }
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> arguments != null && proxy == arguments[0];
            default -> "stop on " + name;
        };
        Object receiver = Proxy.newProxyInstance(StopSignals.class.getClassLoader(), new Class<?>[] {handler}, forward);
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), receiver);
    }
}
