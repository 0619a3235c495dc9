package dev.gatewaysync.config.route;

import dev.gatewaysync.config.EventInput;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.QuietHours;
import dev.gatewaysync.config.Route;
import dev.gatewaysync.config.TargetDefinition;
import dev.gatewaysync.config.expression.ExpressionException;
import dev.gatewaysync.config.expression.ExpressionInput;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.MalformedEventException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes and quiet hours that the community set up. */
public final class ConfiguredRoutes {
    private static final Logger log = LoggerFactory.getLogger(ConfiguredRoutes.class);

    /** For all conditions over one event. */
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Supplier<GatewayConfig> config;
    private final InstantSource clock;
    private volatile RouteIndex index = new RouteIndex(List.of());

    public ConfiguredRoutes(Supplier<GatewayConfig> config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Names of the places that the community added. */
    public Set<String> targets() {
        return config.get().targets().keySet();
    }

    /**
     * Where the routes send an event; nowhere is an answer too. Empty if none of them matches.
     *
     * @throws MalformedEventException if a condition takes too long over it
     */
    public Optional<List<Placement>> of(EventEnvelope event) {
        GatewayConfig current = config.get();
        if (current.routes().isEmpty()) {
            return Optional.empty();
        }
        ExpressionInput input = ExpressionInput.of(EventInput.ofRoute(event));
        Map<String, Placement> placements = new LinkedHashMap<>();
        boolean isMatched = false;
        long end = System.nanoTime() + LONGEST.toNanos();
        for (RouteIndex.Entry entry : index(current).entries()) {
            Route route = entry.route();
            if (System.nanoTime() - end > 0) {
                throw new MalformedEventException(
                        "The routes of gateway.yml take longer than " + LONGEST.toSeconds() + " s over it");
            }
            if (!entry.mayMatch(event) || !matches(route, entry.number(), input)) {
                continue;
            }
            isMatched = true;
            for (String target : route.to()) {
                placements.merge(target, placement(route, target, current), Placement::and);
            }
            if (route.stop()) {
                break;
            }
        }
        return isMatched ? Optional.of(List.copyOf(placements.values())) : Optional.empty();
    }

    /** A placement as the quiet hours leave it. */
    public Placement inQuiet(EventEnvelope event, Placement placement) {
        QuietHours quiet = config.get().quiet();
        // What is collected is heard when it is shown, whenever it came.
        Instant shown = placement.notBefore() == null ? clock.instant() : placement.notBefore();
        if (quiet == null || !LocalSchedule.isQuiet(quiet, shown)) {
            return placement;
        }
        String type = event.type().wireName();
        Placement audible = quiet.silence().contains(type) ? placement.silenced() : placement;
        return quiet.hold().contains(type) ? audible.keptUntil(LocalSchedule.endOf(quiet, shown)) : audible;
    }

    private RouteIndex index(GatewayConfig current) {
        RouteIndex known = index;
        if (!known.isOf(current.routes())) {
            known = new RouteIndex(current.routes());
            index = known;
        }
        return known;
    }

    private Placement placement(Route route, String target, GatewayConfig current) {
        Optional<TargetDefinition> place = current.target(target);
        boolean isSilent =
                route.silent() || place.filter(TargetDefinition::silent).isPresent();
        boolean hasThread =
                route.thread() == null ? place.filter(TargetDefinition::threads).isPresent() : route.thread();
        Boolean publish =
                route.publish() == null ? place.map(TargetDefinition::publish).orElse(null) : route.publish();
        DeliveryOptions options = new DeliveryOptions(
                route.mention() == null ? Set.of() : Set.of(route.mention()), isSilent, hasThread, publish);
        Route.Digest digest = route.digest();
        return digest == null
                ? new Placement(target, options, null, false)
                : new Placement(target, options, LocalSchedule.next(digest, clock.instant()), true);
    }

    private static boolean matches(Route route, int number, ExpressionInput input) {
        try {
            return route.when() == null || route.when().isTrueOf(input);
        } catch (ExpressionException e) {
            if (e.isBeyondBounds()) {
                throw new MalformedEventException("Route " + number + " of gateway.yml " + e.reason(), e);
            }
            // A condition that does not fit this event is not true of it.
            log.debug("route.not_applicable route={} reason={}", number, e.reason());
            return false;
        }
    }
}
