package dev.gatewaysync.service.log;

import dev.gatewaysync.service.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.logging.LogFile;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** How services log: one readable line on a terminal, one JSON object a line elsewhere. */
public final class Logging {
    private static final String OURS = "dev.gatewaysync";

    /**
     * Of these the errors alone. Tomcat warns at a stop of threads that would outlive a web application in a server that goes on; here all
     * of it ends. Flyway warns at each start that migrations may come in another order, which is meant. Spring warns of each stranger
     * who asks for what is not there, or with an Accept header that is none: their answer says so, and the log belongs to us.
     */
    private static final List<String> ERRORS_ALONE = List.of(
            "org.apache.catalina.loader.WebappClassLoaderBase",
            "org.flywaydb.core.internal.command.DbMigrate",
            "org.springframework.web.servlet.PageNotFound",
            "org.springframework.boot.webmvc.autoconfigure.WelcomePageHandlerMapping");

    private static final List<String> START_NOISE = List.of(
            "org.springframework.boot.SpringApplication",
            "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter",
            "org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext",
            "org.apache.catalina.core.StandardService",
            "org.apache.catalina.util.LifecycleBase",
            "org.apache.coyote.http11.Http11NioProtocol",
            "com.zaxxer.hikari.pool.HikariPool");

    private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %-20.20logger{0} %msg%n%wEx";

    /** Days later it is read by somebody who asks when. */
    private static final String FILE_PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %-20.20logger{0} %msg%n%wEx";

    private Logging() {}

    /**
     * Sets logging up once for several services of one process. Left to themselves each of them would do it again, over
     * what the others have set.
     */
    public static void initializeOnce(Settings settings, LogTarget target) {
        StandardEnvironment environment = new StandardEnvironment();
        Map<String, Object> properties = properties(settings);
        send(properties, target);
        environment.getPropertySources().addFirst(new MapPropertySource("gateway", properties));
        LoggingSystem logging = LoggingSystem.get(Logging.class.getClassLoader());
        logging.beforeInitialize();
        LogFile file = LogFile.get(environment);
        logging.getSystemProperties(environment).apply(file);
        logging.initialize(new LoggingInitializationContext(environment), null, file);
        logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        // The embedded broker warns of every queue argument that only RabbitMQ knows, on every declaration, and says in
        // a
        // hundred lines what we say in one.
        LogLevel embedded = isDebug(settings) ? LogLevel.ERROR : LogLevel.OFF;
        logging.setLogLevel("org.apache.qpid", embedded);
        logging.setLogLevel("qpid.message", embedded);
        logging.setLogLevel("com.sleepycat", embedded);
        ERRORS_ALONE.forEach(name -> logging.setLogLevel(name, LogLevel.ERROR));
        START_NOISE.forEach(name -> logging.setLogLevel(name, LogLevel.OFF));
        logging.setLogLevel(OURS, isDebug(settings) ? LogLevel.DEBUG : LogLevel.INFO);
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
    }

    public static Map<String, Object> properties(Settings settings) {
        Map<String, Object> properties = new HashMap<>();
        String format =
                settings.value("LOG_FORMAT", onTerminal() ? "text" : "json", "must be text or json", "text", text -> {
                    if (!text.matches("text|json")) {
                        throw new IllegalArgumentException(text);
                    }
                    return text;
                });
        if (format.equals("json")) {
            properties.put("logging.structured.format.console", "logstash");
        } else {
            properties.put("logging.pattern.console", PATTERN);
        }
        // Boot reads a variable named DEBUG as its own switch.
        properties.put("debug", "false");
        properties.put("logging.level.root", "WARN");
        ERRORS_ALONE.forEach(name -> properties.put("logging.level." + name, "ERROR"));
        // What keeps a service from starting is said once, by StartFailure, and not by all who hear of it.
        START_NOISE.forEach(name -> properties.put("logging.level." + name, "OFF"));
        properties.put("logging.level." + OURS, isDebug(settings) ? "DEBUG" : "INFO");
        // It logs what Spring's container does, by its own name.
        properties.put(
                "logging.level." + OURS + ".messaging.PromptListenerContainer", isDebug(settings) ? "DEBUG" : "WARN");
        return properties;
    }

    private static void send(Map<String, Object> properties, LogTarget target) {
        if (target.file() != null) {
            properties.put("logging.file.name", target.file().toString());
            properties.put("logging.logback.rollingpolicy.max-file-size", "10MB");
            properties.put("logging.logback.rollingpolicy.total-size-cap", "50MB");
            properties.put("logging.logback.rollingpolicy.max-history", "30");
            if (properties.containsKey("logging.pattern.console")) {
                properties.put("logging.pattern.file", FILE_PATTERN);
            } else {
                properties.put("logging.structured.format.file", "logstash");
            }
        }
        if (!target.console()) {
            // What stands between sentences for a person is text, whatever the file is.
            properties.remove("logging.structured.format.console");
            properties.put("logging.pattern.console", PATTERN);
            properties.put("logging.threshold.console", "WARN");
        }
    }

    private static boolean isDebug(Settings settings) {
        return settings.text("DEBUG", "").contains("gateway-sync");
    }

    /** Since JDK 22 a console exists without a terminal too, so the start script tells. */
    private static boolean onTerminal() {
        return Boolean.getBoolean("gateway.terminal");
    }
}
