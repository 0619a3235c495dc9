package dev.gatewaysync.events;

/**
 * The place of an event among those that one sync run found in one category. Lets the publisher show one digest card for
 * a large batch instead of one card each.
 *
 * @param id the sync run and category, unique
 * @param index 1-based
 * @param size how many events the batch has in all
 */
public record Batch(String id, int index, int size) {
    /** Batches larger than this are shown as one digest. */
    public static final int LARGEST_SHOWN_SINGLY = 10;

    public Batch {
        Required.present(id, "batch", "id");
        if (index < 1 || index > size) {
            throw new IllegalArgumentException("batch " + id + ": index " + index + " is not within 1.." + size);
        }
    }

    public boolean isDigest() {
        return size > LARGEST_SHOWN_SINGLY;
    }

    public boolean isLast() {
        return index == size;
    }
}
