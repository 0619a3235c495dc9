package dev.gatewaysync.discord.bot;

import dev.gatewaysync.discord.card.ReplyCards;
import dev.gatewaysync.discord.card.StatisticsCards;
import dev.gatewaysync.discord.channel.Targets;
import dev.gatewaysync.discord.route.ChannelDirectory;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.storage.StatisticsQueries;
import dev.gatewaysync.storage.UpdateHistory;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts together everything that members can do. */
public final class BotCommands implements BotSession.Members {
    private final InteractionRouter commands;
    private final SuggestionChannelReader links;
    private final ChannelDirectory directory;

    /** Where the answers to questions come from. */
    public record Knowledge(
            StatisticsQueries statistics,
            AppStatus app,
            UpdateHistory history,
            JdbcClient jdbc,
            StatusCommand.Parts parts) {}

    public BotCommands(
            String appName,
            Knowledge knowledge,
            Suggestions suggestions,
            MemberEvents events,
            SyncReplies syncs,
            SuggestionChannelReader links,
            IgnoredAddresses ignored,
            ChannelDirectory directory) {
        ReplyCards cards = new ReplyCards(appName);
        this.links = links;
        this.directory = directory;
        this.commands = new InteractionRouter(
                List.of(
                        new SyncNowCommand(syncs),
                        new StatusCommand(
                                knowledge.parts(), knowledge.statistics(), knowledge.app(), knowledge.jdbc(), cards),
                        new StatsCommand(knowledge.statistics(), new StatisticsCards(appName), knowledge.jdbc()),
                        new RecentUpdatesCommand(knowledge.history(), cards),
                        new SuggestCommand(suggestions, ignored, () -> showcase(directory)),
                        new FeedbackCommand(events)),
                suggestions);
    }

    /** A mention that Discord makes a link of, whatever the channel is called. */
    private static String showcase(ChannelDirectory directory) {
        return directory.destination(Targets.SUGGESTIONS) instanceof Destination.Channel channel
                ? "<#" + channel.id() + ">"
                : "#showcase-your-finds";
    }

    @Override
    public Object listener(String guildId, boolean content, Consumer<Integer> ended) {
        return new DiscordEventListener(commands, links, directory, guildId, content, ended);
    }
}
