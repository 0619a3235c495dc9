package dev.gatewaysync.cards;

import dev.gatewaysync.events.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.jspecify.annotations.Nullable;

/** Writes a parsed document in Discord's markdown. */
final class NotesRenderer {
    private static final String PARAGRAPH = "\n\n";
    private static final String LINE = "\n";
    /** Discord knows three levels of headings, and languages of these letters. */
    private static final int DEEPEST_HEADING = 3;

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z0-9_+\\-.#]+");
    private static final Pattern ALERT = Pattern.compile("(?i)\\\\\\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\\\\]\\n?");

    List<NotesBlock> blocks(Node document) {
        List<NotesBlock> blocks = new ArrayList<>();
        for (Node node : children(document)) {
            String gap = !blocks.isEmpty() && blocks.get(blocks.size() - 1).kind() == NotesBlock.Kind.HEADING
                    ? LINE
                    : PARAGRAPH;
            block(node, gap, "", blocks);
        }
        return blocks;
    }

    private void block(Node node, String gap, String indent, List<NotesBlock> blocks) {
        switch (node) {
            case Heading heading -> heading(heading, gap, blocks);
            case Paragraph paragraph -> text(indented(inline(paragraph), indent), gap, blocks);
            case ListBlock list -> list(list, gap, indent, blocks);
            case BlockQuote quote -> quote(quote, gap, blocks);
            case FencedCodeBlock code -> code(code.getInfo(), code.getLiteral(), gap, blocks);
            case IndentedCodeBlock code -> code("", code.getLiteral(), gap, blocks);
            case HtmlBlock html -> text(NotesHtml.markdown(html.getLiteral()), gap, blocks);
            case TableBlock table -> table(table, gap, blocks);
            case ThematicBreak line -> {}
            default -> children(node).forEach(child -> block(child, gap, indent, blocks));
        }
    }

    private void text(String markdown, String gap, List<NotesBlock> blocks) {
        if (!VisibleText.isEmpty(markdown)) {
            blocks.add(new NotesBlock(NotesBlock.Kind.TEXT, gap, markdown.stripTrailing()));
        }
    }

    private void heading(Heading heading, String gap, List<NotesBlock> blocks) {
        String text = inline(heading).replace('\n', ' ').strip();
        if (!VisibleText.isEmpty(text)) {
            String markdown = heading.getLevel() <= DEEPEST_HEADING
                    ? "#".repeat(heading.getLevel()) + " " + text
                    : "**" + text.replace("**", "") + "**";
            blocks.add(new NotesBlock(NotesBlock.Kind.HEADING, gap, markdown));
        }
    }

    private void list(ListBlock list, String gap, String indent, List<NotesBlock> blocks) {
        int number = list instanceof OrderedList ordered && ordered.getMarkerStartNumber() != null
                ? ordered.getMarkerStartNumber()
                : 1;
        String before = gap;
        for (Node item : children(list)) {
            String marker = list instanceof BulletList ? "- " : number++ + ". ";
            item((ListItem) item, before, indent, marker, blocks);
            before = LINE;
        }
    }

    private void item(ListItem item, String gap, String indent, String marker, List<NotesBlock> blocks) {
        String first = indent + marker;
        String before = gap;
        boolean begun = false;
        for (Node child : children(item)) {
            if (child instanceof TaskListItemMarker task) {
                first += task.isChecked() ? "☑ " : "☐ ";
            } else if (!begun && child instanceof Paragraph paragraph) {
                text(first + indented(inline(paragraph), indent + "  ").strip(), before, blocks);
                begun = true;
            } else {
                block(child, begun ? LINE : before, indent + "  ", blocks);
                begun = true;
            }
            before = LINE;
        }
    }

    private void quote(BlockQuote quote, String gap, List<NotesBlock> blocks) {
        List<NotesBlock> within = blocks(quote);
        String text = ALERT.matcher(NotesBlock.joined(within))
                .replaceFirst(match -> "**"
                        + match.group(1).substring(0, 1)
                        + match.group(1).substring(1).toLowerCase(Locale.ROOT) + "**\n");
        // A quote within a quote, and a fence in one, would not be Discord's.
        text(
                text.lines()
                        .map(line -> "> " + line.replaceFirst("^> ", "").replace("```", ""))
                        .collect(Collectors.joining("\n")),
                gap,
                blocks);
    }

    private void code(@Nullable String info, String literal, String gap, List<NotesBlock> blocks) {
        String language = info == null ? "" : info.strip().split("\\s", 2)[0];
        String code = literal.stripTrailing().replace("```", "``\u200b`");
        if (!code.isBlank()) {
            blocks.add(new NotesBlock(
                    NotesBlock.Kind.CODE,
                    gap,
                    "```" + (LANGUAGE.matcher(language).matches() ? language : "") + "\n" + code + "\n```"));
        }
    }

    /** A line for each row. */
    private void table(TableBlock table, String gap, List<NotesBlock> blocks) {
        String before = gap;
        for (Node part : children(table)) {
            for (Node row : children(part)) {
                if (row instanceof TableRow cells) {
                    text(row(cells, part instanceof TableHead), before, blocks);
                    before = LINE;
                }
            }
        }
    }

    private String row(TableRow row, boolean head) {
        return children(row).stream()
                .filter(TableCell.class::isInstance)
                .map(cell -> inline(cell).replace('\n', ' ').strip())
                .filter(cell -> !VisibleText.isEmpty(cell))
                .map(cell -> head ? "**" + cell.replace("**", "") + "**" : cell)
                .collect(Collectors.joining(" · "));
    }

    private String inline(Node parent) {
        StringBuilder text = new StringBuilder();
        children(parent).forEach(child -> text.append(one(child)));
        return text.toString();
    }

    private String one(Node node) {
        return switch (node) {
            case Text text -> UserText.asTyped(text.getLiteral());
            case SoftLineBreak end -> "\n";
            case HardLineBreak end -> "\n";
            case Code code -> code(code.getLiteral());
            case Emphasis emphasis -> around("*", inline(emphasis));
            case StrongEmphasis strong -> around("**", inline(strong));
            case Strikethrough gone -> around("~~", inline(gone));
            case Link link -> link(plain(link), link.getDestination());
            case Image image -> NotesHtml.picture(plain(image), image.getDestination());
            case HtmlInline html -> NotesHtml.inline(html.getLiteral());
            case TaskListItemMarker task -> "";
            default -> inline(node);
        };
    }

    private static String around(String mark, String text) {
        return VisibleText.isEmpty(text) ? "" : mark + text + mark;
    }

    private static String code(String literal) {
        String code = literal.replace('\n', ' ');
        if (code.isBlank()) {
            return "";
        }
        return code.contains("`") ? "`` " + code.replace("``", "`\u200b`") + " ``" : "`" + code + "`";
    }

    private static String link(String text, String address) {
        String shown = VisibleText.isEmpty(text) ? address : text;
        return shown.equals(address) || shown.equals("mailto:" + address)
                ? UserText.asTyped(shown)
                : WebLink.masked(shown, 200, address);
    }

    private static String plain(Node parent) {
        StringBuilder text = new StringBuilder();
        for (Node child : children(parent)) {
            text.append(
                    switch (child) {
                        case Text literal -> literal.getLiteral();
                        case Code code -> code.getLiteral();
                        case SoftLineBreak end -> " ";
                        case HardLineBreak end -> " ";
                        default -> plain(child);
                    });
        }
        return text.toString();
    }

    private static String indented(String text, String indent) {
        return indent.isEmpty() ? text : indent + text.replace("\n", "\n" + indent);
    }

    private static List<Node> children(Node parent) {
        List<Node> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
            children.add(child);
        }
        return children;
    }
}
