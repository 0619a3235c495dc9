package dev.gatewaysync.simulator.guild;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The guild as it is before anything happens in it.
 *
 * @param textChannels listed at the top, in this order
 * @param resourceChannels listed under the category "Resources", in this order
 * @param webhookChannel the channel of the first webhook; must be one of the channels above, or null for none
 */
public record GuildSeed(
        String guildId,
        String applicationId,
        String name,
        List<String> textChannels,
        List<String> resourceChannels,
        @Nullable String webhookChannel) {

    public GuildSeed {
        textChannels = List.copyOf(textChannels);
        resourceChannels = List.copyOf(resourceChannels);
    }

    public static GuildSeed standard() {
        return new GuildSeed(
                Snowflakes.named("guild"),
                Snowflakes.named("application"),
                "Gateway Sync",
                List.of(
                        "welcome-and-start-here",
                        "categories-overview",
                        "updates",
                        "general-chat",
                        "showcase-your-finds",
                        "feedback"),
                List.of(
                        "search-engines",
                        "tools",
                        "ai-tools",
                        "entertainment",
                        "knowledge",
                        "anime",
                        "crypto",
                        "gaming",
                        "health",
                        "design",
                        "lifestyle",
                        "news",
                        "social",
                        "hidden-treasures",
                        "fcube"),
                "updates");
    }
}
