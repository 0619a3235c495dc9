package dev.gatewaysync.config.read;

import dev.gatewaysync.config.Route;
import dev.gatewaysync.config.TargetDefinition;
import dev.gatewaysync.input.WebAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code targets}: webhooks, and channels where the bot is. */
final class TargetsReader {
    private static final Pattern QUERY = Pattern.compile("thread_id=\\d{1,20}");

    /** @see <a href="https://discord.com/developers/docs/resources/user#usernames-and-nicknames">Usernames</a> */
    private static final Pattern REFUSED_NAME = Pattern.compile("(?i)clyde|discord|^(everyone|here)$");

    private static final Pattern WEBHOOK = Pattern.compile("/api(/v\\d+)?/webhooks/\\d{1,20}/[A-Za-z0-9_.-]+/?");

    private static final String SUGGESTIONS = "suggestions";

    private TargetsReader() {}

    static Map<String, TargetDefinition> read(Section root) {
        Map<String, TargetDefinition> targets = new LinkedHashMap<>();
        for (Section section : root.sections("targets")) {
            if (section.name().equals(SUGGESTIONS)) {
                section.problemWithKey("suggestions is the channel of members' suggestions; give yours another name");
            } else if (section.name().equals(Route.ANNOUNCEMENTS)) {
                section.problemWithKey("announcements is there already: DISCORD_WEBHOOK_URL or the bot's channel");
            } else if (section.isSound()) {
                targets.put(section.name(), target(section));
            }
        }
        return targets;
    }

    private static TargetDefinition target(Section section) {
        boolean isWebhook = section.has("webhook");
        if (isWebhook == section.has("channel")) {
            section.problem(
                    isWebhook
                            ? "has a webhook and a channel; a place is one of them"
                            : "has neither a webhook nor a channel, such as webhook: \"${DEV_LOG_WEBHOOK_URL}\" or channel: dev-log");
        }
        for (String key : new String[] {"name", "avatar"}) {
            if (!isWebhook && section.has(key)) {
                section.problem(key, "is for webhooks only: in a channel the bot speaks under its own name");
            }
        }
        if (isWebhook && section.has("guild")) {
            section.problem("guild", "is for channels only: a webhook has its server already");
        }
        String username = section.resolved("name");
        if (username != null && (username.isBlank() || username.length() > 80)) {
            section.problem("name", "must have 1 to 80 characters");
        }
        if (username != null && REFUSED_NAME.matcher(username).find()) {
            section.problem(
                    "name", "holds 'discord' or 'clyde', or is 'everyone' or 'here': Discord refuses such a name");
        }
        boolean isThread = section.has("thread") && !section.node("thread").isBoolean();
        if (isThread && section.flag("publish")) {
            section.problem("publish", "is for a channel: Discord publishes nothing of what stands in a thread");
        }
        return new TargetDefinition(
                section.name(),
                webhook(section),
                isThread ? section.id("thread") : null,
                username,
                avatar(section),
                section.id("guild"),
                section.resolved("channel"),
                section.flag("silent"),
                !isThread && section.flag("thread"),
                section.choice("publish"));
    }

    private static @Nullable String webhook(Section section) {
        String name = section.name().toUpperCase(java.util.Locale.ROOT).replace('-', '_') + "_WEBHOOK_URL";
        String address = section.secret("webhook", name);
        if (address == null || address.isEmpty()) {
            return null;
        }
        Optional<WebAddress> web = WebAddress.of(address.strip());
        if (web.isEmpty()
                || !web.get().isHttp()
                || web.get().userInfo() != null
                || web.get().fragment() != null
                || web.get().query() != null
                        && !QUERY.matcher(web.get().query()).matches()
                || !WEBHOOK.matcher(web.get().path()).matches()) {
            section.problem(
                    "webhook",
                    "is no address of a Discord webhook, such as https://discord.com/api/webhooks/123…/abc…");
            return null;
        }
        return address.strip();
    }

    private static @Nullable String avatar(Section section) {
        String address = section.resolved("avatar");
        if (address != null && WebAddress.of(address).filter(WebAddress::isHttp).isEmpty()) {
            section.problem("avatar", "must be an absolute http or https address of a picture");
        }
        return address;
    }
}
