package dev.gatewaysync.cards;

import dev.gatewaysync.config.CardTemplate;
import dev.gatewaysync.config.expression.ExpressionInput;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.language.Language;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/**
 * The link buttons of a card: one row of at most five.
 *
 * @see <a href="https://discord.com/developers/docs/components/reference#button">Button</a>
 */
final class CardButtons {
    private static final int ROW = 1;
    private static final int BUTTON = 2;
    private static final int LINK = 5;
    private static final int LABEL = 80;
    private static final int ADDRESS = 512;

    private CardButtons() {}

    /** @return null for none */
    static @Nullable ArrayNode of(CardTemplate template, ExpressionInput input, Language language) {
        if (template.buttons() == null) {
            return null;
        }
        TemplateRenderer renderer = TemplateRenderer.of(template, input, language);
        ArrayNode buttons = EventJson.mapper().createArrayNode();
        for (CardTemplate.Button button : template.buttons()) {
            Optional<String> label = renderer.plain("buttons", button.label());
            Optional<String> url = renderer.address("buttons", button.url())
                    .flatMap(WebLink::of)
                    .filter(link -> link.length() <= ADDRESS);
            if (label.isPresent() && url.isPresent() && renderer.isShown("buttons", button.when())) {
                buttons.addObject()
                        .put("type", BUTTON)
                        .put("style", LINK)
                        .put("label", UserText.cut(label.get(), LABEL))
                        .put("url", url.get());
            }
        }
        if (buttons.isEmpty()) {
            return null;
        }
        ArrayNode rows = EventJson.mapper().createArrayNode();
        rows.addObject().put("type", ROW).set("components", buttons);
        return rows;
    }
}
