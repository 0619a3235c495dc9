package dev.gatewaysync.service;

import dev.gatewaysync.http.HttpRequests;
import dev.gatewaysync.service.log.Logging;
import dev.gatewaysync.service.reload.CurrentConfig;
import dev.gatewaysync.service.settings.InvalidSettingsException;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.task.CarrierThreads;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Starts a service, alone in its process or beside others. */
public final class Service {
    /** In MiB. */
    private static final int LEAST_HEAP = 48;

    private Service() {}

    /** As a process of its own: an invalid setting ends it with one line per problem and exit code 2. */
    public static void main(ServiceDefinition definition) {
        HttpRequests.allowHostHeader();
        Settings settings = Settings.ofProcess();
        CarrierThreads.allowForNativeCalls(Database.nativeCalls(settings.text("DATABASE_URL", "")));
        try {
            ProcessLimits.check(LEAST_HEAP);
            check(List.of(definition), settings);
            List<String> notes = ServerProbe.ask(settings);
            notes.forEach(note -> System.err.println(definition.name() + ": " + note));
            start(definition, settings, true);
            warn(settings);
        } catch (InvalidSettingsException e) {
            System.err.println(definition.name() + " cannot start:\n" + e.getMessage());
            settings.warnings().forEach(warning -> System.err.println("Note: " + warning));
            System.exit(2);
        } catch (RuntimeException | OutOfMemoryError e) {
            Optional<String> line = StartFailure.explain(e, settings);
            if (line.isEmpty()) {
                e.printStackTrace();
            }
            System.err.println(definition.name() + " cannot start:"
                    + line.map(StartFailure::below)
                            .orElse(" see the stack trace above; it is a defect, please report it"));
            System.exit(1);
        }
    }

    /**
     * Reads every setting of {@code definitions} and looks at their ports; starts nothing.
     *
     * @throws InvalidSettingsException with all that is wrong
     */
    public static void check(List<ServiceDefinition> definitions, Settings settings) {
        for (ServiceDefinition definition : definitions) {
            properties(definition, settings);
        }
        CurrentConfig.read(settings);
        settings.checkPorts();
        settings.check();
    }

    /** Logs what the operator may not have meant. */
    public static void warn(Settings settings) {
        settings.warnings()
                .forEach(warning -> LoggerFactory.getLogger(Service.class).warn(warning));
    }

    private static Map<String, Object> properties(ServiceDefinition definition, Settings settings) {
        Map<String, Object> properties = new HashMap<>(ServiceConfiguration.properties(settings));
        properties.put("spring.application.name", definition.name());
        // gateway-service.yml of all services, and the service's own; never a file of the folder that it is started in.
        properties.put("spring.config.name", "gateway-service," + definition.name());
        properties.put("spring.config.location", "optional:classpath:/");
        properties.putAll(Logging.properties(settings));
        properties.putAll(definition.properties().apply(settings));
        return properties;
    }

    /**
     * @param ownProcess whether the service may install a shutdown hook; beside others, its owner closes it
     * @throws InvalidSettingsException before anything is started
     */
    public static ConfigurableApplicationContext start(
            ServiceDefinition definition, Settings settings, boolean ownProcess) {
        Map<String, Object> properties = properties(definition, settings);
        settings.check();
        SpringApplication application = new SpringApplicationBuilder(
                        definition.application(), ServiceConfiguration.class)
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(ownProcess)
                .logStartupInfo(false)
                .initializers((ApplicationContextInitializer<ConfigurableApplicationContext>)
                        context -> registerSettings(context, settings))
                .build();
        application.setAddCommandLineProperties(false);
        application.setDefaultProperties(Map.of());
        application.addListeners(new EarlyProperties(properties));
        ConfigurableApplicationContext context = application.run();
        LoggerFactory.getLogger(Service.class).info("config.loaded service={}", definition.name());
        return context;
    }

    private static void registerSettings(ConfigurableApplicationContext context, Settings settings) {
        ((GenericApplicationContext) context).registerBean(Settings.class, () -> settings);
    }
}
