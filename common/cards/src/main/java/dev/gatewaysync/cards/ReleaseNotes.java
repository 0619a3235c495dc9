package dev.gatewaysync.cards;

import java.util.List;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Notes in GitHub's Markdown, as Discord's: headings, lists, emphasis, links, quotes and code stay what they are; what
 * Discord does not know becomes what it does. Comments are hidden, as GitHub hides them.
 *
 * @see <a href="https://github.github.com/gfm/">GitHub Flavored Markdown</a>
 */
final class ReleaseNotes {
    private static final Parser PARSER = Parser.builder()
            .extensions(
                    List.of(TablesExtension.create(), StrikethroughExtension.create(), TaskListItemsExtension.create()))
            .build();
    /** GitHub takes 125,000 characters; nobody sees what is beyond a few thousand. */
    private static final int LONGEST_READ = 20_000;

    private ReleaseNotes() {}

    /**
     * @param most characters; what is longer ends after a whole paragraph, list item or line of code
     * @param url where all of it can be read
     * @param allOfIt what the link there is called
     */
    static String of(@Nullable String notes, int most, @Nullable String url, String allOfIt) {
        String text = UserText.clean(notes);
        Node document = PARSER.parse(text.length() > LONGEST_READ ? text.substring(0, LONGEST_READ) : text);
        List<NotesBlock> blocks = new NotesRenderer().blocks(document);
        String all = NotesBlock.joined(blocks);
        if (all.length() <= most && text.length() <= LONGEST_READ) {
            return all;
        }
        String link = WebLink.to(allOfIt, url);
        String tail = link.isEmpty() ? "\n" + UserText.ELLIPSIS : "\n" + UserText.ELLIPSIS + " " + link;
        return NotesBlock.cut(blocks, most - tail.length()) + tail;
    }
}
