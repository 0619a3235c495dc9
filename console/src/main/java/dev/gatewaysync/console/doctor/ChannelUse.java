package dev.gatewaysync.console.doctor;

import dev.gatewaysync.cards.channel.DiscordPermission;
import java.util.ArrayList;
import java.util.List;

/**
 * What a channel is used for, and what the bot needs there: the one list of it, from which the self-check, the invite link
 * and the documentation are made.
 */
enum ChannelUse {
    ANNOUNCEMENTS("Announcements, made by the bot where no `DISCORD_WEBHOOK_URL` is set", "announcements"),
    ROUTES("Types of `DISCORD_ROUTES`", "DISCORD_ROUTES"),
    CATEGORIES("New resources, in the channels of their categories", "new resources"),
    SUGGESTIONS("Suggestions of members, in `#showcase-your-finds`", "suggestions"),
    STATISTICS("Statistics, in `#welcome-and-start-here` and `#categories-overview`", "statistics"),
    WEBHOOK("The channel of `DISCORD_WEBHOOK_URL`, to look messages up", "announcements by the webhook");

    private final String title;
    private final String label;

    ChannelUse(String title, String label) {
        this.title = title;
        this.label = label;
    }

    /** For documentation. */
    String title() {
        return title;
    }

    /** For a line of the self-check. */
    String label() {
        return label;
    }

    /** @param without what does not work, or what it costs, if it is missing */
    record Need(DiscordPermission permission, boolean vital, String without) {}

    List<Need> needs(ChannelKind kind) {
        List<Need> needs = new ArrayList<>();
        boolean bot = this != WEBHOOK;
        needs.add(new Need(
                DiscordPermission.VIEW_CHANNEL,
                bot,
                bot ? "nothing is shown there" : "messages whose answer was lost cannot be looked up"));
        if (bot) {
            needs.add(new Need(
                    kind == ChannelKind.THREAD
                            ? DiscordPermission.SEND_MESSAGES_IN_THREADS
                            : DiscordPermission.SEND_MESSAGES,
                    true,
                    "nothing is shown there"));
            needs.add(new Need(DiscordPermission.EMBED_LINKS, true, "nothing is shown there"));
        }
        needs.add(new Need(
                DiscordPermission.READ_MESSAGE_HISTORY,
                bot,
                "messages whose answer was lost cannot be looked up"
                        + (this == SUGGESTIONS ? ", and links of members are not read" : "")));
        if (this == STATISTICS) {
            needs.add(new Need(DiscordPermission.PIN_MESSAGES, true, "the statistics are not pinned"));
        }
        if (kind == ChannelKind.FORUM) {
            needs.add(new Need(
                    DiscordPermission.MANAGE_THREADS, false, "posts that are closed or not its own stay as they are"));
        }
        return needs;
    }
}
