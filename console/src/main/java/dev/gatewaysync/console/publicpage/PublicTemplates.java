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
import java.util.UUID;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Makes the documents of a reading. */
final class PublicTemplates {
    /** Where the page's own address goes into the feed; nobody who writes what stands there can know it. */
    static final String HERE = "@" + UUID.randomUUID() + "@";

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

    /** @param isOld whether it could not be brought up to date: how the app is now is not known then */
    PublicDocuments of(AppReading reading, boolean isOld) {
        PageView view = views.of(reading, isOld);
        Map<Period, PublicDocument> uptime = new EnumMap<>(Period.class);
        reading.uptime()
                .forEach((period, percent) ->
                        uptime.put(period, PublicDocument.of(Badge.uptime(period, percent), PublicDocument.IMAGE)));
        return new PublicDocuments(
                PublicDocument.of(render("page.html", view), PublicDocument.PAGE),
                render("incidents.rss", view),
                PublicDocument.of(Badge.state(app, isOld ? "unknown" : reading.status()), PublicDocument.IMAGE),
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
