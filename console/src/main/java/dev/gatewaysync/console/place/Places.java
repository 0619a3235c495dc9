package dev.gatewaysync.console.place;

import dev.gatewaysync.console.AlertSettings;
import dev.gatewaysync.console.ConsoleSettings;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.ratelimit.RateLimits;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.RequestObserver;
import dev.gatewaysync.discord.rest.RestSettings;
import dev.gatewaysync.http.BoundedHttpClient;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.task.MonotonicClock;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The places of {@code ALERT_TO}. What goes to Discord keeps its limits, as the publisher's requests do. */
@Component
public final class Places implements DisposableBean {
    private final BoundedHttpClient http = BoundedHttpClient.http1(Duration.ofSeconds(5));
    private final DiscordRest rest;
    private final List<Place> all = new ArrayList<>();

    public Places(AlertSettings settings, Settings environment, ConsoleSettings console, InstantSource clock) {
        RateLimiter limiter = new RateLimiter(RateLimits.defaults(), MonotonicClock.system());
        this.rest = new DiscordRest(
                RestSettings.of(environment.text("DISCORD_API_URL", ""), environment.text("DISCORD_TOKEN", "")),
                limiter,
                RequestObserver.NONE,
                Clock.systemUTC());
        String guild = environment.text("GUILD_ID", "");
        for (AlertSettings.Address address : settings.places()) {
            all.add(
                    switch (address) {
                        case AlertSettings.Address.DiscordWebhook discord ->
                            new DiscordWebhookPlace(discord, rest, limiter);
                        case AlertSettings.Address.BotChannel channel ->
                            new BotChannelPlace(channel, guild, rest, limiter);
                        case AlertSettings.Address.Webhook webhook ->
                            new WebhookPlace(webhook, settings.secrets(), console.appName(), http, clock);
                        case AlertSettings.Address.Mailbox mail ->
                            new MailPlace(mail, Objects.requireNonNull(settings.mail()), console.appName());
                    });
        }
    }

    /** In the order of {@code ALERT_TO}; none if it is off. */
    public List<Place> all() {
        return List.copyOf(all);
    }

    /** By its key, for people; the key itself for a place that is not set any more. */
    public String nameOf(String key) {
        return find(key).map(Place::name).orElse(key);
    }

    private Optional<Place> find(String key) {
        return all.stream().filter(place -> place.key().equals(key)).findFirst();
    }

    @Override
    public void destroy() {
        rest.close();
        http.close();
    }
}
