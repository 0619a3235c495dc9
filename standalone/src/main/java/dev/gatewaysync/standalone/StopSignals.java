package dev.gatewaysync.standalone;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Tells of SIGTERM and Ctrl-C without starting the JVM's shutdown. In a shutdown, the hooks of the embedded broker and Redis
 * would run beside our drain and take the ground from under it, and the exit code would be that of a kill.
 *
 * <p>{@code sun.misc.Signal} is exported by {@code jdk.unsupported} and meant for this; it is reached by reflection because
 * the compiler warns of it in a way that cannot be suppressed.
 */
final class StopSignals {
    private StopSignals() {}

    /** Where the JVM has no such signals, it ends as it would by itself. */
    static void onStop(Runnable stop) {
        for (String name : new String[] {"TERM", "INT"}) {
            try {
                handle(name, stop);
            } catch (ReflectiveOperationException | IllegalArgumentException e) {
                System.err.println("Signal " + name + " ends the process at once on this JVM: " + e.getMessage());
            }
        }
    }

    private static void handle(String name, Runnable stop) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        InvocationHandler forward = (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                stop.run();
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
