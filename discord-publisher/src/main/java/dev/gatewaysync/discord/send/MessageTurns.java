package dev.gatewaysync.discord.send;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Each message is edited by one thread at a time; other messages do not wait for it. */
final class MessageTurns {
    private final Map<String, Turn> turns = new ConcurrentHashMap<>();

    /** What is done with a message while nobody else edits it. */
    @FunctionalInterface
    interface Step<T> {
        T run() throws InterruptedException;
    }

    private static final class Turn {
        private final ReentrantLock lock = new ReentrantLock();
        private int users;
    }

    /** Waits for its turn; a step may take the turn of its own message again. */
    <T> T take(String messageId, Step<T> step) throws InterruptedException {
        Turn turn = enter(messageId);
        try {
            turn.lock.lockInterruptibly();
            try {
                return step.run();
            } finally {
                turn.lock.unlock();
            }
        } finally {
            leave(messageId);
        }
    }

    /** Does not wait: while somebody else edits the message the step is not run. */
    void takeIfFree(String messageId, Step<?> step) throws InterruptedException {
        Turn turn = enter(messageId);
        try {
            if (turn.lock.tryLock()) {
                try {
                    step.run();
                } finally {
                    turn.lock.unlock();
                }
            }
        } finally {
            leave(messageId);
        }
    }

    private Turn enter(String messageId) {
        return turns.compute(messageId, (id, there) -> {
            Turn turn = there == null ? new Turn() : there;
            turn.users++;
            return turn;
        });
    }

    private void leave(String messageId) {
        turns.computeIfPresent(messageId, (id, turn) -> {
            turn.users--;
            return turn.users == 0 ? null : turn;
        });
    }
}
