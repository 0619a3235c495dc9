package dev.gatewaysync.ingest.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Compares what a sender says that its signature is with what it must be. */
public final class Signatures {
    private Signatures() {}

    /**
     * Whether {@code header} is {@code prefix} and then {@code expected} in hex, in a time that does not tell how far. Lower
     * case only, as the providers write it: one body has one signature, not one for each spelling.
     */
    public static boolean isHex(@Nullable String header, String prefix, byte[] expected) {
        if (header == null) {
            return false;
        }
        byte[] candidate = header.strip().getBytes(StandardCharsets.UTF_8);
        byte[] right = (prefix + HexFormat.of().formatHex(expected)).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(right, candidate);
    }
}
