package dev.gatewaysync.simulator.trouble;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What can be broken here, and what is. Nobody can break anything before somebody has said, with {@link #offer}, that this is
 * a Discord to play with. Forgotten when the process ends.
 */
public final class Troubles {
    /** What happens often comes first, then what is not Discord's, then what is rare. */
    private static final int OFTEN = 5;

    private final List<Trouble> known;
    private final Set<String> active = new HashSet<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable Guide guide;

    Troubles(List<Trouble> ofDiscord) {
        known = new ArrayList<>(ofDiscord);
    }

    /** @param more what is not Discord's */
    public synchronized void offer(Guide newGuide, List<Trouble> more) {
        known.addAll(OFTEN, more);
        guide = newGuide;
        tell();
    }

    /** Empty as long as nothing is offered. */
    public Optional<Guide> guide() {
        return Optional.ofNullable(guide);
    }

    public synchronized List<Trouble> all() {
        return List.copyOf(known);
    }

    public synchronized boolean isActive(Trouble trouble) {
        return active.contains(trouble.id());
    }

    /** Does nothing where it is so already. */
    public synchronized void set(Trouble trouble, boolean broken) {
        if (broken && active.add(trouble.id())) {
            trouble.breaking().begin();
            tell();
        } else if (!broken && active.remove(trouble.id())) {
            trouble.breaking().end();
            tell();
        }
    }

    /** @param listener called after each change; it must not wait */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }
}
