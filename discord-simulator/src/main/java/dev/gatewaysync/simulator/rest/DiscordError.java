package dev.gatewaysync.simulator.rest;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A refusal with one of Discord's error codes.
 *
 * @see <a href="https://docs.discord.com/developers/topics/opcodes-and-status-codes">Discord's codes</a>
 */
final class DiscordError extends RuntimeException {

    private final int status;
    private final int code;
    private final transient @Nullable ObjectNode errors;

    private DiscordError(int status, int code, String message, @Nullable ObjectNode errors) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.errors = errors;
    }

    private static DiscordError of(int status, int code, String message) {
        return new DiscordError(status, code, message, null);
    }

    static DiscordError unauthorized() {
        return of(401, 0, "401: Unauthorized");
    }

    static DiscordError notFound() {
        return of(404, 0, "404: Not Found");
    }

    static DiscordError methodNotAllowed() {
        return of(405, 0, "405: Method Not Allowed");
    }

    static DiscordError unknownChannel() {
        return of(404, 10003, "Unknown Channel");
    }

    static DiscordError unknownGuild() {
        return of(404, 10004, "Unknown Guild");
    }

    static DiscordError unknownMember() {
        return of(404, 10007, "Unknown Member");
    }

    static DiscordError unknownMessage() {
        return of(404, 10008, "Unknown Message");
    }

    static DiscordError unknownRole() {
        return of(404, 10011, "Unknown Role");
    }

    static DiscordError invalidRole() {
        return of(400, 50028, "Invalid Role");
    }

    static DiscordError unknownWebhook() {
        return of(404, 10015, "Unknown Webhook");
    }

    static DiscordError unknownInteraction() {
        return of(404, 10062, "Unknown interaction");
    }

    static DiscordError cannotReply() {
        return of(400, 160_002, "You cannot reply without permission to read message history");
    }

    static DiscordError alreadyCrossposted() {
        return of(400, 40033, "This message has already been crossposted");
    }

    /** Of a message that is no plain one, such as a reply. */
    static DiscordError wrongTypeOfMessage() {
        return of(400, 50068, "Invalid message type");
    }

    static DiscordError wrongTypeOfChannel() {
        return of(400, 50024, "Cannot execute action on this channel type");
    }

    static DiscordError alreadyAcknowledged() {
        return of(400, 40060, "Interaction has already been acknowledged.");
    }

    static DiscordError tooManyPins() {
        return of(400, 30003, "Maximum number of pins reached (250)");
    }

    static DiscordError tooManyChannels() {
        return of(400, 30013, "Maximum number of guild channels reached (500)");
    }

    static DiscordError tooManyCommands() {
        return of(400, 30032, "Maximum number of application commands reached (100)");
    }

    static DiscordError unknownEvent() {
        return of(404, 10070, "Unknown Guild Scheduled Event");
    }

    static DiscordError tooManyEvents() {
        return of(400, 30038, "Maximum number of uncompleted guild scheduled events reached (100)");
    }

    static DiscordError finishedEvent() {
        return of(400, 180_000, "Cannot update a finished event");
    }

    static DiscordError tooManyThreads() {
        return of(400, 160_006, "Maximum number of active threads reached");
    }

    static DiscordError threadThere() {
        return of(400, 160_004, "A thread has already been created for this message");
    }

    static DiscordError threadLocked() {
        return of(400, 160_005, "Thread is locked");
    }

    static DiscordError denied(int code) {
        return of(403, code, code == 50001 ? "Missing Access" : "Missing Permissions");
    }

    static DiscordError foreignMessage() {
        return of(403, 50005, "Cannot edit a message authored by another user");
    }

    static DiscordError emptyMessage() {
        return of(400, 50006, "Cannot send an empty message");
    }

    static DiscordError notATextChannel() {
        return of(400, 50008, "Cannot send messages in a non-text channel");
    }

    static DiscordError tagRequired() {
        return of(400, 40067, "A tag is required to create a forum post in this channel");
    }

    static DiscordError threadArchived() {
        return of(400, 50083, "Thread is archived");
    }

    static DiscordError forumNeedsThread() {
        return of(400, 220001, "Webhooks posted to forum channels must have a thread_name or thread_id");
    }

    static DiscordError threadNameAndId() {
        return of(400, 220002, "Webhooks posted to forum channels cannot have both a thread_name and thread_id");
    }

    static DiscordError threadNameOutsideForum() {
        return of(400, 220003, "Webhooks can only create threads in forum channels");
    }

    static DiscordError invalidWebhookToken() {
        return of(401, 50027, "Invalid Webhook Token");
    }

    static DiscordError invalidForm(ObjectNode errors) {
        return new DiscordError(400, 50035, "Invalid Form Body", errors);
    }

    static DiscordError invalidJson() {
        return of(400, 50109, "The request body contains invalid JSON.");
    }

    Answer answer() {
        var body = Json.object().put("message", getMessage()).put("code", code);
        if (errors != null) {
            body.set("errors", errors);
        }
        return Answer.of(status, body);
    }
}
