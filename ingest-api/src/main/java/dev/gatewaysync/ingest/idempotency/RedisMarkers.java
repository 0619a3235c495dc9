package dev.gatewaysync.ingest.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisScriptingAsyncCommands;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Keeps a group of markers in Redis by one command. A claim's is gone after one time, any other after another. */
final class RedisMarkers implements MarkerGroups.Store {
    private static final byte[] CLAIM = {'1'};
    private static final byte[] PUT = {'0'};

    /** Answers place and record of each that was there before a claim, one behind the other, and of the usual one nothing. */
    private static final byte[] SCRIPT = """
            local earlier = {}
            for i, key in ipairs(KEYS) do
              local record = ARGV[2 * i + 2]
              if ARGV[2 * i + 1] == '0' then
                redis.call('SET', key, record, 'PX', ARGV[2])
              else
                local known = redis.call('GET', key)
                if known then
                  earlier[#earlier + 1] = i - 1
                  earlier[#earlier + 1] = known
                else
                  redis.call('SET', key, record, 'PX', ARGV[1])
                end
              end
            end
            return earlier
            """.getBytes(UTF_8);

    private final RedisScriptingAsyncCommands<byte[], byte[]> redis;
    private final byte[] claimed;
    private final byte[] put;

    /**
     * @param redis never waits, and ends what Redis does not answer
     * @param claimed how long a claim's marker stays
     * @param put how long any other does
     */
    RedisMarkers(RedisScriptingAsyncCommands<byte[], byte[]> redis, Duration claimed, Duration put) {
        this.redis = redis;
        this.claimed = millis(claimed);
        this.put = millis(put);
    }

    @Override
    public CompletionStage<Map<Integer, String>> keep(List<MarkerGroups.Marker> group) {
        byte[][] keys = new byte[group.size()][];
        byte[][] arguments = new byte[2 * group.size() + 2][];
        arguments[0] = claimed;
        arguments[1] = put;
        for (int i = 0; i < group.size(); i++) {
            MarkerGroups.Marker marker = group.get(i);
            keys[i] = marker.key().getBytes(UTF_8);
            arguments[2 * i + 2] = marker.isClaim() ? CLAIM : PUT;
            arguments[2 * i + 3] = marker.record().getBytes(UTF_8);
        }
        return redis.<List<Object>>eval(SCRIPT, ScriptOutputType.MULTI, keys, arguments)
                .thenApply(RedisMarkers::earlier);
    }

    private static Map<Integer, String> earlier(List<Object> answer) {
        Map<Integer, String> earlier = new HashMap<>();
        for (int i = 0; i + 1 < answer.size(); i += 2) {
            earlier.put(((Long) answer.get(i)).intValue(), new String((byte[]) answer.get(i + 1), UTF_8));
        }
        return earlier;
    }

    private static byte[] millis(Duration time) {
        return Long.toString(time.toMillis()).getBytes(UTF_8);
    }
}
