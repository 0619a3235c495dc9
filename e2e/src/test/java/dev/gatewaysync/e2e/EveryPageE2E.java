package dev.gatewaysync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatewaysync.console.ConsoleApplication;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every page of the console, the public status page and the page of the Discord simulator, full of what does not fit, on a
 * phone, a tablet and a desk, light and dark: nothing is cut off or beyond the edge, everything can be tapped, and nothing violates
 * WCAG 2.2 AA. {@code -Dpages.pictures=DIRECTORY} keeps a picture of each.
 */
@Tag("self-contained")
@Order(5)
// Its work is that of the processor, which others want, too.
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class EveryPageE2E {
    private static final List<Integer> WIDTHS = List.of(360, 768, 1280);
    private static final int TABS = 4;

    @TempDir
    Path directory;

    @Test
    void every_page_can_be_seen_and_used_in_every_width_and_colour() throws Exception {
        assumeTrue(Browser.installed().isPresent(), "no Chromium is installed");
        try (FilledGateway filled = FilledGateway.start(directory);
                Browser browser = Browser.start(Browser.installed().orElseThrow(), directory.resolve("profile"))) {
            List<LookedAt> pages = filled.pages();
            Set<String> lookedAt = new TreeSet<>();
            pages.stream().map(LookedAt::route).filter(Objects::nonNull).forEach(lookedAt::add);
            assertThat(lookedAt)
                    .as("the console's routes, each of which has to be looked at")
                    .isEqualTo(routes(filled));
            logIn(browser.newTab(), filled);

            BlockingQueue<LookedAt> left = new LinkedBlockingQueue<>(pages);
            List<String> findings = new ArrayList<>();
            try (ExecutorService tabs = Executors.newFixedThreadPool(TABS)) {
                List<Future<List<String>>> looking = new ArrayList<>();
                for (int tab = 0; tab < TABS; tab++) {
                    looking.add(tabs.submit(() -> look(browser.newTab(), left)));
                }
                for (Future<List<String>> found : looking) {
                    findings.addAll(found.get());
                }
            }
            assertThat(findings).isEmpty();
        }
    }

    /** Every address of the console that answers a page. */
    private static Set<String> routes(FilledGateway filled) {
        return filled
                .part(ConsoleApplication.DEFINITION, RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .filter(route -> route.getValue().getBeanType().isAnnotationPresent(Controller.class)
                        && !route.getValue().getBeanType().isAnnotationPresent(RestController.class))
                .filter(route ->
                        route.getKey().getMethodsCondition().getMethods().contains(RequestMethod.GET))
                // A file to download is no page.
                .filter(route -> route.getValue().getReturnType().getParameterType() != ResponseEntity.class)
                .flatMap(route -> route.getKey().getPatternValues().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void logIn(Tab tab, FilledGateway filled) throws Exception {
        tab.open(filled.console() + "/login");
        tab.evaluate("document.querySelector('[name=token]').value = '" + FilledGateway.PASSWORD + "'");
        tab.evaluate("document.querySelector('[name=name]').value = '" + FilledGateway.OPERATOR + "'");
        tab.follow("document.querySelector('button.primary').click()");
    }

    private List<String> look(Tab tab, BlockingQueue<LookedAt> left) throws Exception {
        tab.runFirst(script("page-first.js") + AxeCore.script());
        List<String> findings = new ArrayList<>();
        for (LookedAt page = left.poll(); page != null; page = left.poll()) {
            try {
                look(tab, page, findings);
            } catch (Exception | AssertionError e) {
                throw new AssertionError("On the page " + page.name(), e);
            }
        }
        return findings;
    }

    private void look(Tab tab, LookedAt page, List<String> findings) throws Exception {
        tab.show(WIDTHS.getFirst(), false);
        tab.open(page.address());
        if (page.leads()) {
            tab.follow(page.doing());
        } else if (!page.doing().isEmpty()) {
            tab.evaluate(page.doing());
        }
        for (int width : WIDTHS) {
            for (boolean dark : List.of(false, true)) {
                tab.show(width, dark);
                String as = page.name() + " " + width + (dark ? " dark: " : " light: ");
                // Colours move nothing.
                Stream.of(dark ? List.<String>of() : own(tab), dark ? AxeCore.contrast(tab) : AxeCore.violations(tab))
                        .flatMap(List::stream)
                        .forEach(finding -> findings.add(as + finding));
                keep(tab, page.name() + "-" + width + (dark ? "-dark" : "-light"), width);
            }
        }
    }

    private static List<String> own(Tab tab) throws Exception {
        return WebhookClient.JSON
                .readTree(tab.evaluate(script("page-findings.js")))
                .valueStream()
                .map(finding -> finding.asString(""))
                .toList();
    }

    private static void keep(Tab tab, String name, int width) throws Exception {
        String pictures = System.getProperty("pages.pictures", "");
        if (!pictures.isEmpty()) {
            Files.createDirectories(Path.of(pictures));
            tab.picture(Path.of(pictures, name + ".png"), width);
        }
    }

    private static String script(String name) throws Exception {
        try (InputStream file = Objects.requireNonNull(EveryPageE2E.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
