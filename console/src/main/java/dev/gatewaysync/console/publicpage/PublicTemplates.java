package dev.gatewaysync.console.publicpage;

import dev.gatewaysync.crypto.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Makes the documents of a reading. */
final class PublicTemplates {
    /** Where the page's own address goes into the feed. */
    static final String HERE = "@HERE@";

    private static final String HOME = "dev/gatewaysync/console/";

    private final SpringTemplateEngine engine = new SpringTemplateEngine();
    private final PageViews views;
    private final String app;
    private final String style;

    PublicTemplates(String app) {
        this.app = app;
        this.views = new PageViews(app);
        this.style = resource("public/page.css");
        engine.addTemplateResolver(templates("page.html", TemplateMode.HTML));
        engine.addTemplateResolver(templates("incidents.rss", TemplateMode.XML));
        engine.setEnableSpringELCompiler(false);
    }

    /** Nothing but the page's own style, and no script at all. */
    String policy() {
        String hash = Base64.getEncoder().encodeToString(Sha256.of(style));
        return "default-src 'none'; style-src 'sha256-" + hash
                + "'; img-src 'self'; base-uri 'none'; form-action 'none';" + " frame-ancestors 'none'";
    }

    PublicDocument icon() {
        return PublicDocument.of(resource("assets/icon.svg"), PublicDocument.IMAGE);
    }

    PublicDocuments of(AppReading reading) {
        PageView view = views.of(reading, false);
        Map<Period, PublicDocument> uptime = new EnumMap<>(Period.class);
        reading.uptime()
                .forEach((period, percent) ->
                        uptime.put(period, PublicDocument.of(Badge.uptime(period, percent), PublicDocument.IMAGE)));
        return new PublicDocuments(
                reading.at(),
                PublicDocument.of(render("page.html", view), PublicDocument.PAGE),
                PublicDocument.of(render("page.html", views.of(reading, true)), PublicDocument.PAGE),
                render("incidents.rss", view),
                PublicDocument.of(Badge.state(app, reading.status()), PublicDocument.IMAGE),
                uptime);
    }

    private String render(String template, PageView view) {
        return engine.process(
                template, new Context(Locale.ENGLISH, Map.of("view", view, "style", style, "here", HERE)));
    }

    private static ClassLoaderTemplateResolver templates(String name, TemplateMode mode) {
        ClassLoaderTemplateResolver files = new ClassLoaderTemplateResolver(PublicTemplates.class.getClassLoader());
        files.setPrefix(HOME + "public/");
        files.setTemplateMode(mode);
        files.setCharacterEncoding("UTF-8");
        files.setResolvablePatterns(Set.of(name));
        return files;
    }

    private static String resource(String name) {
        try (InputStream file = PublicTemplates.class.getResourceAsStream("/" + HOME + name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
