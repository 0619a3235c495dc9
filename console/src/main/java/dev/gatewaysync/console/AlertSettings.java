package dev.gatewaysync.console;

import dev.gatewaysync.crypto.Sha256;
import dev.gatewaysync.crypto.StandardWebhooks;
import dev.gatewaysync.discord.rest.WebhookAddress;
import dev.gatewaysync.input.CommaSeparated;
import dev.gatewaysync.input.WebAddress;
import dev.gatewaysync.service.settings.Secret;
import dev.gatewaysync.service.settings.SecretStrength;
import dev.gatewaysync.service.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where operators are told, and how often.
 *
 * @param places of {@code ALERT_TO}, in its order; none if it is off
 * @param secrets the webhooks are signed with each
 * @param mail null if no {@code mailto:} needs it
 * @param heartbeat is asked for every minute while the gateway is well; null if it is off
 * @param repeat how often operators are told again while something lasts
 * @param failedMessages more than so many are told of
 * @param consoleUrl where operators reach the console; null if nobody has said
 */
public record AlertSettings(
        List<Address> places,
        List<Secret> secrets,
        @Nullable MailServer mail,
        @Nullable URI heartbeat,
        Duration repeat,
        int failedMessages,
        @Nullable URI consoleUrl) {
    private static final String FORM =
            "; a place is a Discord webhook's address, channel:NAME, https://…, or mailto:ADDRESS";
    private static final String EXAMPLE = "channel:ops,mailto:ops@example.com";

    /** One place of {@code ALERT_TO}. */
    public sealed interface Address {
        /** Tells it from the others, also after a restart; without any secret. */
        String key();

        record DiscordWebhook(WebhookAddress webhook) implements Address {
            @Override
            public String key() {
                return "discord:" + webhook.place();
            }
        }

        record BotChannel(String name) implements Address {
            @Override
            public String key() {
                return "channel:" + name;
            }
        }

        record Webhook(URI uri) implements Address {
            /** A path may be a secret, so a hash stands for it. */
            @Override
            public String key() {
                return "webhook:" + host() + ":" + Sha256.hex(uri.toString()).substring(0, 8);
            }

            public String host() {
                return WebAddress.hostOf(uri).orElse("?");
            }
        }

        record Mailbox(String mailbox) implements Address {
            /** No server that is known tells capitals from small letters. */
            @Override
            public String key() {
                return "mail:" + mailbox.toLowerCase(Locale.ROOT);
            }
        }
    }

    public static AlertSettings of(Settings settings) {
        String discordApi = settings.text("DISCORD_API_URL", "");
        List<Address> places = settings.list(
                "ALERT_TO",
                List.<Address>of(),
                FORM,
                EXAMPLE,
                text -> CommaSeparated.read(text, entry -> address(entry, discordApi)));
        List<Secret> secrets = settings.secrets("ALERT_SECRET");
        for (Secret secret : secrets) {
            if (StandardWebhooks.isMalformed(secret.reveal())) {
                settings.problem("ALERT_SECRET", "starts with whsec_ but goes on with something that is not base64");
            }
            SecretStrength.weakness(secret.reveal())
                    .ifPresent(weakness -> settings.problem(
                            "ALERT_SECRET", weakness + ", for example the output of: openssl rand -base64 24"));
        }
        MailServer mail = settings.value(
                        "SMTP_URL",
                        Optional.<MailServer>empty(),
                        "must be a mail server's address",
                        "smtp://user:password@mail.example.com:587?from=gateway@example.com",
                        text -> Optional.of(MailServer.parse(text)))
                .orElse(null);
        twice(places, settings);
        missing(places, secrets, mail, settings);
        Duration repeat = settings.duration("ALERT_REPEAT", "4h");
        if (repeat.compareTo(Duration.ofMinutes(1)) < 0) {
            settings.problem("ALERT_REPEAT", "must be at least 1m, for example ALERT_REPEAT=4h");
        }
        return new AlertSettings(
                places,
                secrets,
                mail,
                settings.value(
                                "ALERT_HEARTBEAT_URL",
                                Optional.<URI>empty(),
                                "must be an absolute http or https URL",
                                "https://hc-ping.com/UUID",
                                text -> Optional.of(web(text)))
                        .orElse(null),
                repeat,
                settings.value(
                        "ALERT_FAILED_MESSAGES", 0, "must be a whole number, 0 or above", "10", AlertSettings::count),
                settings.httpUrl("CONSOLE_URL", "https://console.example.com").orElse(null));
    }

    private static void twice(List<Address> places, Settings settings) {
        List<String> keys = places.stream().map(Address::key).toList();
        for (int number = 0; number < keys.size(); number++) {
            int first = keys.indexOf(keys.get(number));
            if (first < number) {
                settings.problem(
                        "ALERT_TO",
                        "names a place twice: number " + (number + 1) + " is the same as number " + (first + 1));
            }
        }
    }

    private static void missing(
            List<Address> places, List<Secret> secrets, @Nullable MailServer mail, Settings settings) {
        boolean hasChannel = places.stream().anyMatch(Address.BotChannel.class::isInstance);
        if (hasChannel
                && (settings.text("DISCORD_TOKEN").isEmpty()
                        || settings.text("GUILD_ID").isEmpty())) {
            settings.problem("ALERT_TO", "names a channel, which needs the bot: set DISCORD_TOKEN and GUILD_ID");
        }
        if (secrets.isEmpty() && places.stream().anyMatch(Address.Webhook.class::isInstance)) {
            settings.problem(
                    "ALERT_SECRET",
                    "is not set, and ALERT_TO has a webhook that is to be signed, for example ALERT_SECRET=the output of:"
                            + " openssl rand -base64 24");
        }
        if (mail == null
                && settings.text("SMTP_URL").isEmpty()
                && places.stream().anyMatch(Address.Mailbox.class::isInstance)) {
            settings.problem(
                    "SMTP_URL",
                    "is not set, and ALERT_TO has a mailbox, for example"
                            + " SMTP_URL=smtp://user:password@mail.example.com:587?from=gateway@example.com");
        }
    }

    private static Address address(String entry, String discordApi) {
        if (entry.startsWith("channel:")) {
            String name = entry.substring("channel:".length()).replaceFirst("^#", "");
            if (!name.matches("[^\\s,:/#]{1,100}")) {
                throw new Settings.Refused("names no channel");
            }
            return new Address.BotChannel(name);
        }
        if (entry.startsWith("mailto:")) {
            return new Address.Mailbox(MailServer.mailbox(entry.substring("mailto:".length())));
        }
        URI uri = web(entry);
        return isDiscord(uri, discordApi) ? discord(entry) : new Address.Webhook(uri);
    }

    private static Address discord(String entry) {
        try {
            return new Address.DiscordWebhook(WebhookAddress.parse(entry));
        } catch (IllegalArgumentException e) {
            throw new Settings.Refused("is at Discord, and no webhook's address: Edit Channel, Integrations, Webhooks,"
                    + " Copy Webhook URL gives one");
        }
    }

    private static boolean isDiscord(URI uri, String discordApi) {
        String host = WebAddress.hostOf(uri).orElse("");
        return host.matches("(.*\\.)?discord(app)?\\.com")
                || (discordApi.matches("(?i)https?://" + Pattern.quote(uri.getRawAuthority()) + "(/.*)?")
                        && uri.getRawPath().contains("/webhooks/"));
    }

    private static URI web(String text) {
        WebAddress address;
        try {
            address = WebAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Settings.Refused(String.valueOf(e.getMessage()));
        }
        if (!address.isHttp()) {
            throw new Settings.Refused("begins with " + address.scheme() + "://");
        }
        if (address.userInfo() != null) {
            throw new Settings.Refused("holds a user or password; a token belongs into its path or behind its ?");
        }
        return address.toUri();
    }

    private static int count(String text) {
        int count = Integer.parseInt(text);
        if (count < 0) {
            throw new IllegalArgumentException("out of range");
        }
        return count;
    }
}
