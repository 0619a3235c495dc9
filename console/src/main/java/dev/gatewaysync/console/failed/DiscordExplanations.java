package dev.gatewaysync.console.failed;

import dev.gatewaysync.discord.rest.DiscordRefusal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Discord's answers in plain words, each with its cure: those that a message can get.
 *
 * @see <a href="https://docs.discord.com/developers/topics/opcodes-and-status-codes#json">JSON error codes</a>
 */
final class DiscordExplanations {
    private static final String REPLAY = Explanation.REPLAY;
    private static final String RESUME =
            " Then press Resume for the target on the page System (./gateway target resume), and replay.";
    private static final String LATER = "Nothing to mend here: replay it later.";
    private static final String SHORTEN = "Shorten or correct what the event says, or the card in gateway.yml"
            + " (./gateway config preview TYPE shows it). The same data fail again: discard what is not needed.";
    private static final int INVALID_FORM = 50035;

    private static final Map<Integer, Explanation> BY_CODE = new HashMap<>();

    static {
        add(
                10003,
                "channel-gone",
                "The channel is gone",
                "Make the channel again, or route the target to another one." + RESUME);
        add(
                10004,
                "server-gone",
                "The server is gone, or the bot is not in it",
                "Invite the bot again, or correct GUILD_ID." + RESUME);
        add(10008, "message-gone", "The message to edit is gone", "Replay it: a new message is made.");
        add(
                10015,
                "webhook-gone",
                "The webhook was deleted",
                "Make a new one in the channel's settings (Integrations) and set its URL (DISCORD_WEBHOOK_URL, or the target's in"
                        + " gateway.yml)." + RESUME);
        add(
                50027,
                "webhook-gone",
                "The webhook's token is not accepted",
                "Copy the webhook's URL from the channel's settings again and set it (DISCORD_WEBHOOK_URL, or the target's in"
                        + " gateway.yml)." + RESUME);
        for (int code : new int[] {40001, 50014, 50025}) {
            add(code, "token-refused", "Discord refuses the bot's token", "Set a valid DISCORD_TOKEN." + REPLAY);
        }
        add(
                50001,
                "no-access",
                "The bot may not see the channel",
                "Give the bot's role View Channel there (Edit Channel, Permissions)." + REPLAY);
        add(
                50013,
                "no-permission",
                "The bot lacks a permission in the channel",
                "Give the bot's role View Channel, Send Messages and Embed Links there, in threads Send Messages in Threads;"
                        + " ./gateway test names what is missing." + REPLAY);
        add(
                50009,
                "no-access",
                "The server's verification level keeps the bot out",
                "Lower it, or give the bot a role." + REPLAY);
        add(
                60003,
                "no-permission",
                "The server asks for two-factor authentication",
                "Switch it on for the account that owns the bot." + REPLAY);
        add(
                160002,
                "no-permission",
                "The bot may not read the channel's history",
                "Give its role Read Message History there." + REPLAY);
        add(160005, "thread-locked", "The thread is locked", "Unlock it, or give the bot Manage Threads." + REPLAY);
        add(
                50083,
                "thread-archived",
                "The thread is archived",
                "Open it again, or give the bot Manage Threads." + REPLAY);
        add(INVALID_FORM, "invalid-form", "Discord does not accept the message's form", SHORTEN);
        add(50006, "empty-message", "The message would be empty", SHORTEN);
        add(50109, "invalid-form", "Discord cannot read the message", SHORTEN);
        add(40005, "too-large", "The message is too large for Discord", SHORTEN);
        add(
                50008,
                "not-a-text-channel",
                "The channel takes no messages",
                "Route the target to a text channel." + REPLAY);
        add(
                50024,
                "not-a-text-channel",
                "The channel is of a kind that cannot do this",
                "Route the target to a text channel." + REPLAY);
        add(
                50028,
                "role-gone",
                "A role that the message names is not valid",
                "Correct the role in routes or DISCORD_MENTIONS." + REPLAY);
        add(
                10011,
                "role-gone",
                "A role that the message names is gone",
                "Correct the role in routes or DISCORD_MENTIONS." + REPLAY);
        add(
                50005,
                "not-ours",
                "The message to edit is not ours",
                "It was made by another bot or webhook: replay makes a new one.");
        add(40004, "sending-off", "Discord has switched off sending for now", LATER);
        add(40006, "sending-off", "Discord has switched off this feature for now", LATER);
        add(40002, "account", "The bot's account must be verified", "Verify it in the developer portal." + REPLAY);
        add(40007, "account", "The bot is banned from the server", "Lift the ban and invite it again." + RESUME);
        add(40012, "account", "The bot's connection was revoked", "Invite it again." + RESUME);
        add(50178, "account", "The bot's account must be verified", "Verify it in the developer portal." + REPLAY);
        add(30003, "limit", "The channel has as many pins as Discord allows (250)", "Take some off." + REPLAY);
        add(30007, "limit", "The channel has as many webhooks as Discord allows (15)", "Delete some." + REPLAY);
        add(30010, "limit", "The message has as many reactions as Discord allows (20)", "Nothing to mend: discard it.");
        add(30013, "limit", "The server has as many channels as Discord allows (500)", "Delete some." + REPLAY);
        add(
                30033,
                "limit",
                "The thread has as many members as Discord allows (1,000)",
                "Use another channel." + REPLAY);
        add(30046, "limit", "Too many edits of messages older than an hour", LATER);
        add(30047, "limit", "The forum has as many pinned posts as Discord allows", "Take one off." + REPLAY);
        add(160006, "limit", "The server has as many active threads as Discord allows (1,000)", "Close some." + REPLAY);
        add(
                160007,
                "limit",
                "The server has as many active announcement threads as Discord allows",
                "Close some." + REPLAY);
        for (int code : new int[] {20016, 20022, 20028, 20029, 40062, 110000, 110001, 130000}) {
            add(code, "later", "Discord asks to wait", LATER);
        }
        add(
                40333,
                "blocked",
                "The network in front of Discord blocks this address",
                "See what else sends to Discord from here." + REPLAY);
        for (int code : new int[] {40058, 220001, 220002, 220003}) {
            add(
                    code,
                    "forum",
                    "The channel is a forum, and takes posts only",
                    "Replay it: it is known for a forum by now.");
        }
        add(
                220004,
                "forum",
                "This kind of webhook cannot post in a forum",
                "Use the bot or another webhook there." + REPLAY);
        add(40066, "forum", "The forum has no tag that the bot may set", "Let everybody set one of its tags." + REPLAY);
        add(
                40067,
                "forum",
                "The forum asks for a tag",
                "Take off “Require people to select tags”, or name a tag as the category." + REPLAY);
        add(10087, "forum", "A tag of the forum is gone", "Replay it: its tags are read anew.");
        for (int code : new int[] {20009, 20031, 200000, 200001, 240000}) {
            add(
                    code,
                    "words",
                    "Moderation does not allow what it says",
                    "Allow it in the server's AutoMod, or correct the event's text." + REPLAY);
        }
        for (int code : new int[] {50073, 50095, 50097, 50101}) {
            add(
                    code,
                    "server-lacks",
                    "The server does not have what this needs",
                    "See what Discord says of the server." + REPLAY);
        }
    }

    private DiscordExplanations() {}

    /** Empty if the failure is neither an answer of Discord's nor the lack of one. */
    static Optional<Explanation> of(String error) {
        return DiscordRefusal.in(error).map(DiscordExplanations::of).or(() -> unanswered(error));
    }

    private static Optional<Explanation> unanswered(String error) {
        if (error.contains(" was not sent: ")) {
            return Optional.of(new Explanation(
                    "unreachable",
                    0,
                    "Discord could not be reached",
                    "./gateway test says whether it can be by now." + REPLAY,
                    error.substring(error.indexOf(": ") + 2)));
        }
        return error.contains(" may have taken effect: ")
                ? Optional.of(new Explanation(
                        "no-answer",
                        0,
                        "Discord gave no answer, so it may have arrived",
                        "Look whether it stands in the channel. If not, replay it.",
                        error.substring(error.indexOf(": ") + 2)))
                : Optional.empty();
    }

    private static Explanation of(DiscordRefusal refusal) {
        Explanation known = BY_CODE.get(refusal.code());
        if (known == null) {
            return byStatus(refusal);
        }
        return refusal.fields().isEmpty() ? known : known.withDetail(fields(refusal));
    }

    private static String fields(DiscordRefusal refusal) {
        return refusal.fields().stream()
                .map(field -> (field.name().isEmpty() ? "the message" : field.name())
                        + (field.problem().isEmpty()
                                ? ""
                                : ": " + field.problem().replaceFirst("\\.$", "")))
                .collect(Collectors.joining("; "));
    }

    private static Explanation byStatus(DiscordRefusal refusal) {
        int code = refusal.code() == 0 ? refusal.status() : refusal.code();
        String said = refusal.message();
        if (!refusal.isFromDiscord() && refusal.status() < 500) {
            return new Explanation(
                    "blocked",
                    code,
                    "The network in front of Discord did not let it pass",
                    "If its text looks like an attack, correct the text; else see what else sends to Discord from this address."
                            + REPLAY,
                    said);
        }
        return switch (refusal.status()) {
            case 401 ->
                new Explanation(
                        "token-refused",
                        code,
                        "Discord refuses the token",
                        "Set a valid DISCORD_TOKEN, or webhook URL." + REPLAY,
                        said);
            case 403 ->
                new Explanation(
                        "no-permission",
                        code,
                        "Discord does not allow it",
                        "./gateway test names the permission that is missing." + REPLAY,
                        said);
            case 404, 405, 410 ->
                new Explanation(
                        "no-such-place",
                        code,
                        "Discord knows no such place",
                        "Is DISCORD_API_URL right?" + REPLAY,
                        said);
            case 429 -> new Explanation("later", code, "Discord asks to wait", LATER, said);
            default ->
                refusal.status() >= 500
                        ? new Explanation("discord-failed", code, "Discord itself failed", LATER, said)
                        : new Explanation("refused", code, "Discord refuses the message", SHORTEN, said);
        };
    }

    private static void add(int code, String cause, String title, String cure) {
        BY_CODE.put(code, new Explanation(cause, code, title, cure, ""));
    }
}
