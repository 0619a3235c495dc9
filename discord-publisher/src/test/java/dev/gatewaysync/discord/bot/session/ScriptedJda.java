package dev.gatewaysync.discord.bot.session;

import dev.gatewaysync.discord.ScriptedDiscord;
import dev.gatewaysync.task.MonotonicClock;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import net.dv8tion.jda.api.JDA;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A session that can only be shut down, and refuses that to a thread that is interrupted, as JDA does when another of its
 * threads holds a lock.
 *
 * @see <a href="https://github.com/discord-jda/JDA/blob/master/src/main/java/net/dv8tion/jda/api/utils/MiscUtil.java">MiscUtil.tryLock</a>
 */
final class ScriptedJda {
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private volatile JDA.Status status = JDA.Status.CONNECTED;
    private volatile boolean ends = true;

    JdaSession session(ScriptedDiscord discord) {
        JDA jda = (JDA) Proxy.newProxyInstance(
                ScriptedJda.class.getClassLoader(),
                new Class<?>[] {JDA.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getStatus" -> status;
                    case "awaitShutdown" -> ends;
                    case "shutdown", "shutdownNow" -> {
                        shutDown(method.getName());
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        return new JdaSession(
                jda,
                new IdentifySessionController(
                        new IdentifyBudget(JdbcClient.create(new DriverManagerDataSource()), InstantSource.system()),
                        new IdentifyBackoff(System::nanoTime),
                        GatewayAddress.of(discord.rest, "wss://one.example"),
                        "wss://one.example",
                        MonotonicClock.system()));
    }

    void refusesTheNext(String call) {
        refused.add(call);
    }

    void doesNotEnd() {
        ends = false;
    }

    List<String> calls() {
        return List.copyOf(calls);
    }

    private void shutDown(String call) {
        calls.add(call);
        if (Thread.currentThread().isInterrupted() || refused.remove(call)) {
            throw new IllegalStateException("Unable to acquire lock while thread is interrupted!");
        }
        status = ends || "shutdownNow".equals(call) ? JDA.Status.SHUTDOWN : JDA.Status.SHUTTING_DOWN;
    }
}
