package dev.gatewaysync.events;

/** What kind of thing an event says: one of ours, or one of the community's own. */
public sealed interface EventType permits BuiltInType, OwnType {
    /** As in the contract, for example {@code resource-added}. */
    String wireName();

    /** How the history files its updates, unless the event says otherwise. */
    UpdateCategory category();

    Priority priority();

    Origin origin();

    /** Who may make events of a type. */
    enum Origin {
        /** Accepted from outside, over the webhook. */
        MAIN_APP,
        /** Made by the system itself. */
        SYSTEM,
        /** Made by members of the Discord server. */
        DISCORD
    }
}
