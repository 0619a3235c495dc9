package dev.gatewaysync.ingest.webhook;

import dev.gatewaysync.benchmark.Load;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.crypto.StandardWebhooks;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.Source;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.JsonNode;

/** What one request costs before the network and after it, on one core. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ReadAndProve {
    private final byte[] body = Load.update(0).getBytes(StandardCharsets.UTF_8);
    private final byte[] key = StandardWebhooks.key("correct-horse-battery-staple");
    private final String signature = StandardWebhooks.signature(key, "msg_1", "1614265330", body);
    private final JsonNode json = JsonBody.parse(body);
    private final AcceptedTypes types = new AcceptedTypes(() -> GatewayConfig.NONE);

    @Benchmark
    public JsonNode parse() {
        return JsonBody.parse(body);
    }

    @Benchmark
    public ParsedUpdate check() {
        return UpdateReader.read(types, json);
    }

    @Benchmark
    public boolean sign() {
        return StandardWebhooks.matches(key, "msg_1", "1614265330", signature, body);
    }

    /** All of it, and the bytes that the broker gets. */
    @Benchmark
    public byte[] all() {
        if (!StandardWebhooks.matches(key, "msg_1", "1614265330", signature, body)) {
            throw new IllegalStateException("not signed");
        }
        return EventJson.toBytes(
                UpdateReader.read(types, JsonBody.parse(body)).toEnvelope("e", Source.MAIN_APP, Instant.EPOCH));
    }
}
