package dev.gatewaysync.discord.picture;

import java.net.InetAddress;

/** Where a page may be. */
@FunctionalInterface
public interface PageAddresses {
    /** Whether nothing is asked of a server with this address. */
    boolean isForbidden(InetAddress address);
}
