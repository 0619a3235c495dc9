package dev.gatewaysync.simulator.guild;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Puts all changes of the guild into one order: in memory, in the journal and for everybody who listens. */
final class ChangeLog {

    private final ReentrantLock order = new ReentrantLock();
    private final List<Consumer<GuildEvent>> listeners = new CopyOnWriteArrayList<>();
    private Journal journal = Journal.none();

    <T> T inOrder(Supplier<T> change) {
        order.lock();
        try {
            return change.get();
        } finally {
            order.unlock();
        }
    }

    void inOrder(Runnable change) {
        inOrder(() -> {
            change.run();
            return true;
        });
    }

    void write(JournalEntry entry) {
        journal.append(entry);
    }

    void tell(GuildEvent event) {
        listeners.forEach(listener -> listener.accept(event));
    }

    void listen(Consumer<GuildEvent> listener) {
        listeners.add(listener);
    }

    void writeTo(Journal newJournal) {
        journal = newJournal;
    }

    void close() {
        inOrder(() -> {
            journal.close();
            journal = Journal.none();
        });
    }
}
