package dev.gatewaysync.http;

import java.net.InetAddress;

/**
 * Addresses inside of somebody's own network, where a service may trust whoever reaches it (CWE-918), and those that belong to nobody.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry/">IANA's registry of special addresses</a>
 */
public final class PrivateAddress {
    private PrivateAddress() {}

    public static boolean is(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || isSpecial(address.getAddress());
    }

    private static boolean isSpecial(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (bytes.length == 4) {
            // RFC 1122 (this network), 1112 (reserved), 6598 (carriers' own), 6890 (protocols), 2544 (benchmarks).
            return first == 0
                    || first >= 240
                    || first == 100 && (second & 0xc0) == 64
                    || first == 192 && second == 0 && bytes[2] == 0
                    || first == 198 && (second & 0xfe) == 18;
        }
        // RFC 4193 (unique local), and what leads to IPv4 inside of it: 6052 and 8215 (NAT64), 3056 (6to4), 4380
        // (Teredo).
        return (first & 0xfe) == 0xfc
                || first == 0 && second == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b
                || first == 0x20 && second == 0x02
                || first == 0x20 && second == 0x01 && bytes[2] == 0 && bytes[3] == 0;
    }
}
