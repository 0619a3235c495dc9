package dev.gatewaysync.simulator.guild;

/** What the developer portal has switched on for the application; in a new one nothing is. */
final class PrivilegedIntents {
    /** GATEWAY_MESSAGE_CONTENT_LIMITED: for an application in fewer than 100 servers. */
    private static final int MAY_READ_CONTENT = 1 << 19;

    /** GATEWAY_GUILD_MEMBERS_LIMITED */
    private static final int MAY_LIST_MEMBERS = 1 << 15;

    private volatile boolean content;
    private volatile boolean members;

    boolean mayReadContent() {
        return content;
    }

    void allowReadingContent(boolean allowed) {
        content = allowed;
    }

    boolean mayListMembers() {
        return members;
    }

    void allowListingMembers(boolean allowed) {
        members = allowed;
    }

    /** Discord's flags of the application. */
    int flags() {
        return (content ? MAY_READ_CONTENT : 0) | (members ? MAY_LIST_MEMBERS : 0);
    }
}
