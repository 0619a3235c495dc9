package dev.gatewaysync.cards;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A piece of notes that is shown whole or not at all, unless it is code, which may end after any line.
 *
 * @param gap the line breaks before it, if anything is before it
 */
record NotesBlock(Kind kind, String gap, String markdown) {
    private static final String FENCE = "```";

    enum Kind {
        TEXT,
        /** Says nothing without what follows. */
        HEADING,
        CODE
    }

    static String joined(List<NotesBlock> blocks) {
        StringBuilder text = new StringBuilder();
        for (NotesBlock block : blocks) {
            text.append(text.isEmpty() ? "" : block.gap).append(block.markdown);
        }
        return text.toString();
    }

    /** As many blocks from the first on as fit. */
    static String cut(List<NotesBlock> blocks, int most) {
        List<NotesBlock> kept = new ArrayList<>();
        int room = most;
        for (NotesBlock block : blocks) {
            int length = (kept.isEmpty() ? 0 : block.gap.length()) + block.markdown.length();
            if (length > room) {
                block.beginning(room - block.gap.length(), kept.isEmpty()).ifPresent(kept::add);
                break;
            }
            kept.add(block);
            room -= length;
        }
        while (!kept.isEmpty() && kept.get(kept.size() - 1).kind == Kind.HEADING) {
            kept.remove(kept.size() - 1);
        }
        return joined(kept);
    }

    /** Some lines of code, or of a text that stands alone as much as fits. */
    private Optional<NotesBlock> beginning(int room, boolean alone) {
        List<String> lines = markdown.lines().toList();
        StringBuilder text = new StringBuilder();
        int needed = kind == Kind.CODE ? FENCE.length() + 1 : 0;
        for (String line : lines) {
            if (text.length() + line.length() + 1 + needed > room) {
                break;
            }
            text.append(text.isEmpty() ? "" : "\n").append(line);
        }
        if (kind == Kind.CODE) {
            boolean somethingInIt = text.toString().lines().count() > 1;
            return somethingInIt ? Optional.of(new NotesBlock(kind, gap, text + "\n" + FENCE)) : Optional.empty();
        }
        if (!alone) {
            return Optional.empty();
        }
        return Optional.of(
                new NotesBlock(kind, gap, text.isEmpty() ? UserText.cutMarkdown(lines.get(0), room) : text.toString()));
    }
}
