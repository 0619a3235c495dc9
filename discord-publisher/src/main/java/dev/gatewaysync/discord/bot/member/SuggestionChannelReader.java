package dev.gatewaysync.discord.bot.member;

import dev.gatewaysync.cards.channel.Targets;
import dev.gatewaysync.discord.bot.session.BotSession;
import dev.gatewaysync.discord.leader.LeaderTask;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.MessagePage;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.rest.Snowflakes;
import dev.gatewaysync.discord.route.ChannelDirectory;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.discord.route.HistoryAccess;
import dev.gatewaysync.events.ResourceSuggested;
import dev.gatewaysync.task.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Takes links in the suggestions' channel for suggestions. The gateway only says that something was written; what it was
 * is read from the channel, on from the {@link Watermark}, so that what was written while nobody watched is read in the
 * same way, in the same order and once. What was there before the bot came is left alone.
 */
@Component
public final class SuggestionChannelReader implements LeaderTask {
    private static final Logger log = LoggerFactory.getLogger(SuggestionChannelReader.class);
    private static final int PAGE = 100;
    private static final Duration POLL = Duration.ofSeconds(60);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final ChannelDirectory directory;
    private final DiscordRest rest;
    private final Watermark watermark;
    private final Suggestions suggestions;
    private final MemberEvents events;
    private final IgnoredAddresses ignored;
    private final HistoryAccess history;
    private volatile boolean seeing;
    private boolean unreadable;
    private final Loop loop = Loop.named("discord-links").running(this::step);

    public SuggestionChannelReader(
            ChannelDirectory directory,
            DiscordRest rest,
            Watermark watermark,
            Suggestions suggestions,
            MemberEvents events,
            IgnoredAddresses ignored) {
        this.directory = directory;
        this.rest = rest;
        this.watermark = watermark;
        this.suggestions = suggestions;
        this.events = events;
        this.ignored = ignored;
        this.history = new HistoryAccess(rest);
    }

    /** Whether Discord shows the bot what others write; without that there is nothing to read. */
    public void seeing(boolean content) {
        seeing = content;
        wake();
    }

    /** Something may have been written in the channel. */
    public void wake() {
        loop.wake();
    }

    public boolean isWatched(String channelId) {
        return directory.destination(Targets.SUGGESTIONS) instanceof Destination.Channel channel
                && channel.forum() == null
                && channel.id().equals(channelId);
    }

    @Override
    public void start() {
        loop.start();
    }

    @Override
    public void stop() {
        loop.stopNow();
    }

    private Duration step() throws InterruptedException {
        unreadable = false;
        boolean read = !seeing || readSafely() || unreadable;
        return read ? POLL : RETRY;
    }

    private boolean readSafely() throws InterruptedException {
        try {
            // In a forum everybody's links are posts of their own, which the bot takes for talk and not for
            // suggestions.
            return directory.destination(Targets.SUGGESTIONS) instanceof Destination.Channel channel
                    && (channel.forum() != null || read(channel));
        } catch (RuntimeException e) {
            log.warn("links.not_read reason={} next=trying again", e.toString());
            return false;
        }
    }

    private boolean read(Destination.Channel channel) throws InterruptedException {
        String mark = watermark.of(channel.id()).orElse(null);
        if (mark == null) {
            return begin(channel);
        }
        while (true) {
            List<JsonNode> messages = messages(channel, MessagePage.after(mark, PAGE));
            if (messages == null) {
                return false;
            }
            if (messages.stream().anyMatch(SuggestionChannelReader::isBlank) && !isContentShown()) {
                log.warn(
                        "links.not_read channel={} reason=the intent Message Content is off next=reading on from there"
                                + " when it is on again",
                        channel.name());
                seeing = false;
                return true;
            }
            for (JsonNode message : messages) {
                mark = message.path("id").asString("0");
                List<ResourceSuggested> found = suggestionsIn(message, channel);
                watermark.advance(channel.id(), mark, () -> found.forEach(suggestions::suggestHere));
                if (!found.isEmpty()) {
                    events.wake();
                }
            }
            if (messages.size() < PAGE) {
                return true;
            }
        }
    }

    private boolean begin(Destination.Channel channel) throws InterruptedException {
        List<JsonNode> latest = messages(channel, MessagePage.latest(1));
        if (latest == null || (latest.isEmpty() && !isReadable(channel))) {
            return false;
        }
        String mark = latest.isEmpty() ? "0" : latest.get(0).path("id").asString("0");
        watermark.advance(channel.id(), mark, () -> {});
        return true;
    }

    /** Taken for empty, a channel that hides its messages would later tell everything that was ever written there. */
    private boolean isReadable(Destination.Channel channel) throws InterruptedException {
        Optional<DiscordFailure> missing = history.missing(channel.id(), channel.name());
        missing.ifPresent(failure -> log.warn(
                "links.not_read channel={} reason={} next=trying again in {} s",
                channel.name(),
                failure.message(),
                POLL.toSeconds()));
        unreadable = missing.isPresent();
        return missing.isEmpty();
    }

    /** Whether Discord shows the bot what others write, asked because somebody seems to have written nothing at all. */
    private boolean isContentShown() throws InterruptedException {
        return !(rest.currentApplication() instanceof RestResult.Done done)
                || (done.body().path("flags").asLong(0) & BotSession.MAY_READ_CONTENT) != 0;
    }

    /** As Discord blanks what it does not show; a sticker alone is not blank. */
    private static boolean isBlank(JsonNode message) {
        return !message.path("author").path("bot").asBoolean(false)
                && !message.hasNonNull("webhook_id")
                && message.path("content").asString("").isEmpty()
                && message.path("embeds").isEmpty()
                && message.path("attachments").isEmpty()
                && message.path("sticker_items").isEmpty();
    }

    /** Oldest first; null if they cannot be read now. */
    private @Nullable List<JsonNode> messages(Destination.Channel channel, MessagePage messagePage)
            throws InterruptedException {
        return switch (rest.getMessages(channel.id(), messagePage)) {
            case RestResult.Done done -> {
                List<JsonNode> messages = new ArrayList<>();
                done.body().forEach(messages::add);
                messages.sort(Comparator.comparing(message -> message.path("id").asString("0"), Snowflakes.BY_TIME));
                yield messages;
            }
            case RestResult.Refused refused -> {
                log.warn(
                        "links.not_read channel={} reason={} next=trying again",
                        channel.name(),
                        refused.failure().message());
                yield null;
            }
        };
    }

    private List<ResourceSuggested> suggestionsIn(JsonNode message, Destination.Channel channel) {
        JsonNode author = message.path("author");
        if (author.path("bot").asBoolean(false) || message.hasNonNull("webhook_id")) {
            return List.of();
        }
        String text = message.path("content").asString("");
        String user = author.path("username").asString("");
        String link = channel.link(message.path("id").asString(""));
        return UrlExtractor.in(text, ignored).stream()
                .map(url -> new ResourceSuggested(
                        user.isEmpty() ? "somebody" : user,
                        author.path("id").asString(""),
                        null,
                        url,
                        null,
                        text.strip().equals(url) ? null : text.strip(),
                        link))
                .toList();
    }
}
