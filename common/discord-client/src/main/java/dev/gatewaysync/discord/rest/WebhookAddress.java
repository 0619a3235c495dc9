package dev.gatewaysync.discord.rest;

import dev.gatewaysync.input.WebAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An incoming webhook: where it is, its id and its token, and the thread of its channel that it writes to, if the address
 * names one. The token leaves through {@link #toString} never.
 *
 * <p>Two addresses are equal when id, token and thread are.
 *
 * @see <a href="https://discord.com/developers/docs/resources/webhook">Webhook</a>
 */
public final class WebhookAddress {
    private static final String EXAMPLE = "for example https://discord.com/api/webhooks/1234567890/AbC-123_xyz";
    private static final Pattern PATH = Pattern.compile("(?<base>.*)/webhooks/(?<id>\\d{1,20})/(?<token>[\\w.\\-]+)/?");
    /** Replaced by the version that we speak: without one Discord serves an old version. */
    private static final Pattern DISCORD_API = Pattern.compile("/api(/v\\d+)?");

    private static final Set<String> OURS = Set.of("", "wait", "with_components");

    private final String id;
    private final String token;
    private final URI base;
    private final @Nullable String threadId;
    private final @Nullable String channelId;

    private WebhookAddress(String id, String token, URI base, @Nullable String threadId, @Nullable String channelId) {
        this.id = id;
        this.token = token;
        this.base = base;
        this.threadId = threadId;
        this.channelId = channelId;
    }

    /**
     * Reads the value of {@code DISCORD_WEBHOOK_URL}; any host will do, so that a proxy or a simulator can stand in.
     *
     * @throws IllegalArgumentException naming the variable, the problem and an example, never the token
     */
    public static WebhookAddress parse(String url) {
        URI uri = readUri(url.trim());
        String scheme = uri.getScheme();
        if (scheme == null || !(scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http"))) {
            throw invalid("it does not start with https://");
        }
        if (WebAddress.hostOf(uri).isEmpty() || uri.getRawUserInfo() != null) {
            throw invalid("it has no plain host");
        }
        String path = uri.getRawPath();
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            throw invalid(
                    path.matches(".*/webhooks/\\d+/?")
                            ? "the token after the webhook's id is missing"
                            : "its path does not end with /webhooks/ID/TOKEN");
        }
        String prefix = DISCORD_API.matcher(matcher.group("base")).matches() ? "/api/v10" : matcher.group("base");
        URI base = URI.create(scheme + "://" + uri.getRawAuthority() + prefix);
        return new WebhookAddress(matcher.group("id"), matcher.group("token"), base, threadIn(uri.getRawQuery()), null);
    }

    /** Of {@code thread_id}, {@code wait} and {@code with_components}, which Discord knows, the last two are our business. */
    private static @Nullable String threadIn(@Nullable String query) {
        String thread = null;
        for (String part : query == null ? new String[0] : query.split("&")) {
            String name = part.replaceFirst("=.*", "");
            String value = part.substring(Math.min(part.length(), name.length() + 1));
            if (name.equals("thread_id")) {
                if (!value.matches("\\d{1,20}")) {
                    throw invalid("its thread_id is no id");
                }
                if (thread != null && !thread.equals(value)) {
                    throw invalid("it names two threads");
                }
                thread = value;
            } else if (!OURS.contains(name)) {
                throw invalid("after the ? only thread_id=ID may stand");
            }
        }
        return thread;
    }

    /** The same webhook, known to write to this channel; the hidden limit counts per channel, not per webhook. */
    public WebhookAddress inChannel(String channel) {
        return new WebhookAddress(id, token, base, threadId, Snowflakes.require(channel));
    }

    /** The same webhook, writing to a thread of its channel. */
    public WebhookAddress inThread(String thread) {
        return new WebhookAddress(id, token, base, Snowflakes.require(thread), channelId);
    }

    public String id() {
        return id;
    }

    /** The thread of the webhook's channel that it writes to; null if it writes to the channel. */
    public @Nullable String threadId() {
        return threadId;
    }

    /** Stays the same for the same place to write to, also in the database: the webhook's id and its thread. */
    public String place() {
        return threadId == null ? id : id + "/" + threadId;
    }

    /** The channel given by {@link #inChannel}, else the webhook's id, which then stands for it in the limits. */
    String limitedAs() {
        return channelId == null ? id : channelId;
    }

    String token() {
        return token;
    }

    /** Base of the API where this webhook lives, used unless {@code DISCORD_API_URL} replaces it. */
    URI base() {
        return base;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WebhookAddress address
                && address.id.equals(id)
                && address.token.equals(token)
                && Objects.equals(address.threadId, threadId);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "webhook " + id + (threadId == null ? "" : " in thread " + threadId);
    }

    private static URI readUri(String url) {
        if (url.isEmpty()) {
            throw invalid("it is empty");
        }
        try {
            return new URI(url);
        } catch (URISyntaxException withTheUrlInItsMessage) {
            throw invalid("it is no URL");
        }
    }

    private static IllegalArgumentException invalid(String problem) {
        return new IllegalArgumentException("DISCORD_WEBHOOK_URL is no webhook address: " + problem + "; " + EXAMPLE);
    }
}
