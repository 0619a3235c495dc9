package dev.gatewaysync.simulator.rest;

import dev.gatewaysync.simulator.limits.RouteLimit;

/** The numbers seen on Discord's routes; Discord names none of them and may change them at any time. */
final class Limits {

    static final RouteLimit WEBHOOK_POST = RouteLimit.of("webhook-message", 5, 2);
    static final RouteLimit WEBHOOK_EDIT = RouteLimit.of("webhook-message", 5, 5);
    static final RouteLimit WEBHOOK_DELETE = RouteLimit.of("webhook-message-delete", 5, 1);
    static final RouteLimit MESSAGE_POST = RouteLimit.of("channel-message", 5, 5);
    static final RouteLimit MESSAGE_EDIT = RouteLimit.of("channel-message", 5, 5);
    static final RouteLimit MESSAGE_DELETE = RouteLimit.of("channel-message-delete", 5, 1);
    static final RouteLimit THREAD_POST = RouteLimit.of("channel-thread", 5, 5);
    static final RouteLimit MESSAGE_READ = RouteLimit.of("channel-message-read", 5, 5);
    /** Beside ten an hour in a channel, which no header tells of. */
    static final RouteLimit CROSSPOST = RouteLimit.of("crosspost", 5, 5);

    static final RouteLimit PIN = RouteLimit.of("pin", 1, 1);
    /** Only of changes that touch one of the two; others count as any other write. */
    static final RouteLimit CHANNEL_NAME = RouteLimit.of("channel-edit", 2, 600);

    static final RouteLimit MEMBER_ROLE = RouteLimit.of("member-role", 10, 10);
    static final RouteLimit SCHEDULED_EVENT_POST = RouteLimit.of("scheduled-event", 5, 60);
    static final RouteLimit SCHEDULED_EVENT_EDIT = RouteLimit.of("scheduled-event-edit", 5, 5);
    static final RouteLimit WRITE = RouteLimit.of("write", 5, 5);
    static final RouteLimit READ = RouteLimit.of("read", 10, 10);

    private Limits() {}
}
