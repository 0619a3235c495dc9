package dev.gatewaysync.cards;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.VisibleText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One card. Whatever is put in, the result is within Discord's limits, all texts together included: what comes last gives
 * way first.
 *
 * @see <a href="https://discord.com/developers/docs/resources/message#embed-object-embed-limits">Embed limits</a>
 */
public final class Embed {
    static final int TITLE = 256;
    static final int DESCRIPTION = 4096;
    static final int FIELDS = 25;
    static final int FIELD_NAME = 256;
    static final int FIELD_VALUE = 1024;
    static final int FOOTER = 2048;
    static final int TOTAL = 6000;

    private String title;
    private int colour;
    private final String footer;
    private final List<Field> fields = new ArrayList<>();
    private String description = "";
    private @Nullable String url;
    private @Nullable String image;
    private @Nullable String thumbnail;
    private @Nullable Instant timestamp;

    private record Field(String name, String value, boolean inline) {
        int length() {
            return name.length() + value.length();
        }
    }

    private Embed(String title, Colour colour, String footer) {
        this.title = title;
        this.colour = colour.rgb();
        this.footer = footer;
    }

    /** @param title an emoji and markdown that is safe already */
    static Embed of(String title, Colour colour, CardFooter cardFooter) {
        return new Embed(UserText.cut(VisibleText.trimmed(title), TITLE), colour, cardFooter.footer());
    }

    /** As it reads, without the escapes of markdown. */
    String plainTitle() {
        return title.replaceAll("\\\\(?=[^\\p{L}\\p{N}\\s])", "");
    }

    /** @param markdown safe already */
    Embed description(String markdown) {
        description = UserText.cutMarkdown(VisibleText.trimmed(markdown), DESCRIPTION);
        return this;
    }

    /** The title's link; an address that cannot be one becomes a field. */
    Embed url(@Nullable String address) {
        WebLink.of(address).ifPresentOrElse(link -> url = link, () -> field("🔗 Link", WebLink.shown(address)));
        return this;
    }

    /** @param name of the field that an address becomes that cannot be one */
    Embed image(String address, Supplier<String> name) {
        WebLink.of(address).ifPresentOrElse(link -> image = link, () -> field(name.get(), WebLink.shown(address)));
        return this;
    }

    /** A small picture beside the text; an address that cannot be one leaves it out. */
    Embed thumbnail(String address) {
        thumbnail = WebLink.of(address).orElse(null);
        return this;
    }

    /** A small picture beside the text that the event does not speak of, unless the card has one; left out if Discord would refuse it. */
    public Embed picture(String address) {
        return image == null && thumbnail == null ? thumbnail(address) : this;
    }

    /** @param markdown safe already; an empty one changes nothing */
    Embed title(String markdown) {
        String cut = UserText.cut(VisibleText.trimmed(markdown), TITLE);
        title = VisibleText.isEmpty(cut) ? title : cut;
        return this;
    }

    /** @param rgb from 0x000000 to 0xFFFFFF */
    Embed colour(int rgb) {
        colour = rgb;
        return this;
    }

    Embed timestamp(Instant time) {
        timestamp = time;
        return this;
    }

    /** An inline field with somebody else's text; nothing if that is empty. */
    Embed field(String name, @Nullable String text) {
        return markdownField(name, UserText.escaped(text, FIELD_VALUE), true);
    }

    /** @param markdown safe already; nothing is added when it is blank */
    Embed markdownField(String name, String markdown, boolean inline) {
        String value = UserText.cut(VisibleText.trimmed(markdown), FIELD_VALUE);
        if (!VisibleText.isEmpty(value) && !VisibleText.isEmpty(name) && fields.size() < FIELDS) {
            fields.add(new Field(UserText.cut(VisibleText.trimmed(name), FIELD_NAME), value, inline));
        }
        return this;
    }

    /** The title's link; of several cards with the same one Discord shows only the first of a message. */
    public @Nullable String url() {
        return url;
    }

    /** What Discord counts towards 6000 per message. */
    public int length() {
        Fitted fitted = fit();
        return title.length()
                + footer.length()
                + fitted.description().length()
                + fitted.fields().stream().mapToInt(Field::length).sum();
    }

    ObjectNode toJson() {
        ObjectNode json = EventJson.mapper().createObjectNode();
        Fitted fitted = fit();
        json.put("title", title);
        if (!fitted.description().isEmpty()) {
            json.put("description", fitted.description());
        }
        if (url != null) {
            json.put("url", url);
        }
        json.put("color", colour);
        if (!fitted.fields().isEmpty()) {
            ArrayNode array = json.putArray("fields");
            for (Field field : fitted.fields()) {
                array.addObject()
                        .put("name", field.name())
                        .put("value", field.value())
                        .put("inline", field.inline());
            }
        }
        if (image != null) {
            json.putObject("image").put("url", image);
        }
        if (thumbnail != null) {
            json.putObject("thumbnail").put("url", thumbnail);
        }
        if (timestamp != null && isFourDigitYear(timestamp)) {
            json.put("timestamp", timestamp.toString());
        }
        json.putObject("footer").put("text", footer);
        return json;
    }

    private record Fitted(String description, List<Field> fields) {}

    /** Fields are short and say the most, so the description gives way, and only then the last fields. */
    private Fitted fit() {
        int room = TOTAL - title.length() - footer.length();
        List<Field> kept = new ArrayList<>();
        for (Field field : fields) {
            if (field.length() > room) {
                break;
            }
            kept.add(field);
            room -= field.length();
        }
        return new Fitted(UserText.cutMarkdown(description, Math.min(room, DESCRIPTION)), kept);
    }

    private static boolean isFourDigitYear(Instant time) {
        return time.isAfter(Instant.EPOCH.minusSeconds(1)) && time.isBefore(Instant.parse("9999-12-31T00:00:00Z"));
    }
}
