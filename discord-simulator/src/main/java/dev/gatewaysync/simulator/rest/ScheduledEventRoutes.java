package dev.gatewaysync.simulator.rest;

import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.guild.Permission;
import dev.gatewaysync.simulator.guild.ScheduledEvent;
import dev.gatewaysync.simulator.guild.ScheduledEventJson;
import java.time.InstantSource;
import java.util.List;

/** The server's events. Who has made one may change it with the permission to make them; the others need one more. */
final class ScheduledEventRoutes {

    private static final String EVENTS = "/guilds/{guild}/scheduled-events";
    private static final String EVENT = EVENTS + "/{event}";
    private static final int MISSING_PERMISSIONS = 50013;
    private static final int MOST_OPEN = 100;

    private final Guild guild;
    private final InstantSource clock;

    ScheduledEventRoutes(Guild guild, InstantSource clock) {
        this.guild = guild;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.bot("GET", EVENTS, Limits.READ, this::list),
                Route.bot("POST", EVENTS, Limits.SCHEDULED_EVENT_POST, this::create),
                Route.bot(
                        "GET", EVENT, Limits.READ, request -> Answer.ok(ScheduledEventJson.of(guild, event(request)))),
                Route.bot("PATCH", EVENT, Limits.SCHEDULED_EVENT_EDIT, this::change),
                Route.bot("DELETE", EVENT, Limits.SCHEDULED_EVENT_EDIT, this::delete));
    }

    private Answer list(ApiRequest request) {
        GuildRoutes.requireGuild(guild, request);
        var body = Json.array();
        guild.scheduledEvents().open().forEach(event -> body.add(ScheduledEventJson.of(guild, event)));
        return Answer.ok(body);
    }

    private Answer create(ApiRequest request) {
        GuildRoutes.requireGuild(guild, request);
        require(Permission.CREATE_EVENTS);
        var event = new ScheduledEventForm(request.body(), clock.instant())
                .create(guild.nextId(), guild.bot().id());
        if (guild.scheduledEvents().open().size() >= MOST_OPEN) {
            throw DiscordError.tooManyEvents();
        }
        guild.scheduledEvents().put(event);
        return Answer.ok(ScheduledEventJson.of(guild, event));
    }

    private Answer change(ApiRequest request) {
        var event = event(request);
        requireChanging(event);
        if (!event.status().isOpen()) {
            throw DiscordError.finishedEvent();
        }
        var changed = new ScheduledEventForm(request.body(), clock.instant()).change(event);
        guild.scheduledEvents().put(changed);
        return Answer.ok(ScheduledEventJson.of(guild, changed));
    }

    private Answer delete(ApiRequest request) {
        var event = event(request);
        requireChanging(event);
        guild.scheduledEvents().remove(event);
        return Answer.noContent();
    }

    private ScheduledEvent event(ApiRequest request) {
        GuildRoutes.requireGuild(guild, request);
        return guild.scheduledEvents().withId(request.parameter("event")).orElseThrow(DiscordError::unknownEvent);
    }

    private void requireChanging(ScheduledEvent event) {
        boolean isOwn = event.creatorId().equals(guild.bot().id());
        if (!guild.permissions().mayBot(Permission.MANAGE_EVENTS)) {
            require(isOwn ? Permission.CREATE_EVENTS : Permission.MANAGE_EVENTS);
        }
    }

    private void require(long permission) {
        if (!guild.permissions().mayBot(permission)) {
            throw DiscordError.denied(MISSING_PERMISSIONS);
        }
    }
}
