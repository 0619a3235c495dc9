package dev.gatewaysync.simulator.guild;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/** Servers beside the first one where the same bot is: they begin empty and are not remembered over restarts. */
public final class OtherServers {
    private final List<Guild> servers = new CopyOnWriteArrayList<>();
    private final List<Consumer<Guild>> listeners = new CopyOnWriteArrayList<>();
    private final Function<GuildSeed, Guild> opener;

    OtherServers(Function<GuildSeed, Guild> opener) {
        this.opener = opener;
    }

    /** The bot is invited to it; nothing changes where it is already. */
    public synchronized Guild join(String id, String applicationId, String name) {
        return withId(id).orElseGet(() -> {
            var server = opener.apply(new GuildSeed(id, applicationId, name, List.of(), List.of(), null));
            servers.add(server);
            listeners.forEach(listener -> listener.accept(server));
            return server;
        });
    }

    public List<Guild> all() {
        return servers;
    }

    public Optional<Guild> withId(String id) {
        return servers.stream().filter(server -> server.id().equals(id)).findFirst();
    }

    public Optional<Guild> withChannel(String channelId) {
        return servers.stream()
                .filter(server -> server.channels().withId(channelId).isPresent())
                .findFirst();
    }

    public Optional<Guild> withWebhook(String webhookId) {
        return servers.stream()
                .filter(server -> server.webhooks().withId(webhookId).isPresent())
                .findFirst();
    }

    /** Called once for each server that the bot is in, or joins. */
    public synchronized void listen(Consumer<Guild> listener) {
        listeners.add(listener);
        servers.forEach(listener);
    }
}
