package dev.gatewaysync.e2e;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** The console on a screen of 360 px, as an operator in bed holds it: what is tapped is counted, and must be there to be tapped. */
final class Phone {
    private static final int WIDTH = 360;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Where something that says these words is, in the middle of the screen; nothing where it is not or something lies over it. */
    private static final String PLACE = """
            (words => {
              const said = each => (each.getAttribute('aria-label') ?? each.innerText ?? '').trim().replace(/\\s+/g, ' ');
              const found = [...document.querySelectorAll('a[href], button, summary')]
                .filter(each => each.checkVisibility({visibilityProperty: true}))
                .find(each => said(each).includes(words));
              if (!found) return '';
              found.scrollIntoView({block: 'center', behavior: 'instant'});
              const box = found.getClientRects()[0];
              const place = {x: box.left + box.width / 2, y: box.top + box.height / 2};
              const there = document.elementFromPoint(place.x, place.y);
              return there && found.contains(there) ? JSON.stringify(place) : '';
            })""";

    private final Tab tab;
    private final String console;
    private final String token;
    private int taps;

    Phone(Tab tab, String console, String token) {
        this.tab = tab;
        this.console = console;
        this.token = token;
    }

    /** Not counted, as the operator is logged in already. */
    void open(String path) throws Exception {
        tab.show(WIDTH, true);
        tab.open(console + path);
        if (tab.address().equals("/login")) {
            tab.evaluate("document.querySelector('[name=token]').value = '" + token + "'");
            tab.follow("document.querySelector('button.primary').click()");
            tab.open(console + path);
        }
    }

    /** What the page says under its menu. */
    String text() throws Exception {
        return tab.evaluate("document.querySelector('#content').innerText");
    }

    /** What the overview says of whether everything works. */
    String overview() throws Exception {
        open("/");
        return tab.evaluate("document.querySelector('.hero').innerText");
    }

    /** Taps what says these words, and waits for the page that it leads to. */
    void follow(String words) throws Exception {
        tab.evaluate("window.leaving = true");
        tap(words);
        await("another page after " + words)
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() ->
                        tab.evaluate("window.leaving + document.readyState").equals("undefinedcomplete"));
    }

    /** Taps what says these words; it does something on this page. */
    void tap(String words) throws Exception {
        String script = PLACE + "(" + WebhookClient.JSON.writeValueAsString(words) + ")";
        String found = await(words + " on " + tab.address())
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> tab.evaluate(script), place -> !place.isEmpty());
        JsonNode place = WebhookClient.JSON.readTree(found);
        tab.tap(place.path("x").asDouble(0), place.path("y").asDouble(0));
        taps++;
    }

    void awaitText(String words) {
        await(words).atMost(PATIENCE).ignoreExceptions().until(() -> text().contains(words));
    }

    int taps() {
        return taps;
    }
}
