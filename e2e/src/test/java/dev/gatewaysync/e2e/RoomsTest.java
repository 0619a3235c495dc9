package dev.gatewaysync.e2e;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.HttpURLConnection;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

/** Which module and which package may use which. */
@AnalyzeClasses(packages = "dev.gatewaysync", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    private static final String ROOT = "dev.gatewaysync.";

    @ArchTest
    static final ArchRule services_stand_on_common_and_never_on_each_other = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.gatewaysync..")
            .layer("events")
            .definedBy(ROOT + "events..")
            .layer("input")
            .definedBy(ROOT + "input..")
            .layer("language")
            .definedBy(ROOT + "language..")
            .layer("crypto")
            .definedBy(ROOT + "crypto..")
            .layer("http")
            .definedBy(ROOT + "http..")
            .layer("task")
            .definedBy(ROOT + "task..")
            .layer("config")
            .definedBy(ROOT + "config..")
            .layer("messaging")
            .definedBy(ROOT + "messaging..")
            .layer("storage")
            .definedBy(ROOT + "storage..")
            .layer("service")
            .definedBy(ROOT + "service..")
            .layer("embedded")
            .definedBy(ROOT + "embedded..")
            .layer("ingest")
            .definedBy(ROOT + "ingest..")
            .layer("worker")
            .definedBy(ROOT + "sync..")
            .layer("cards")
            .definedBy(ROOT + "cards..")
            .layer("discord-client")
            .definedBy(ROOT + "discord.rest..", ROOT + "discord.ratelimit..")
            .layer("publisher")
            .definedBy(resideInAPackage(ROOT + "discord..")
                    .and(resideOutsideOfPackages(ROOT + "discord.rest..", ROOT + "discord.ratelimit..")))
            .layer("console")
            .definedBy(ROOT + "console..")
            .layer("simulator")
            .definedBy(ROOT + "simulator..")
            .layer("specification")
            .definedBy(ROOT + "specification..")
            .layer("standalone")
            .definedBy(ROOT + "standalone..")
            .optionalLayer("testkit")
            .definedBy(ROOT + "testkit..")
            .whereLayer("ingest")
            .mayOnlyBeAccessedByLayers("standalone")
            .whereLayer("worker")
            .mayOnlyBeAccessedByLayers("standalone")
            .whereLayer("publisher")
            .mayOnlyBeAccessedByLayers("standalone")
            .whereLayer("console")
            .mayOnlyBeAccessedByLayers("standalone")
            .whereLayer("simulator")
            .mayOnlyBeAccessedByLayers("standalone", "specification")
            .whereLayer("specification")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("embedded")
            .mayOnlyBeAccessedByLayers("standalone", "testkit")
            .whereLayer("standalone")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("events")
            .mayNotAccessAnyLayer()
            .whereLayer("input")
            .mayNotAccessAnyLayer()
            .whereLayer("language")
            .mayNotAccessAnyLayer()
            .whereLayer("crypto")
            .mayNotAccessAnyLayer()
            .whereLayer("http")
            .mayOnlyAccessLayers("input")
            .whereLayer("task")
            .mayNotAccessAnyLayer()
            .whereLayer("config")
            .mayOnlyAccessLayers("events", "input", "crypto")
            .whereLayer("messaging")
            .mayOnlyAccessLayers("events", "task")
            .whereLayer("storage")
            .mayOnlyAccessLayers("events", "input", "crypto")
            .whereLayer("cards")
            .mayOnlyAccessLayers("events", "config", "storage", "input", "language", "crypto")
            .whereLayer("simulator")
            .mayNotAccessAnyLayer()
            // It watches whether its broker stores what is published, as everybody publishes.
            .whereLayer("embedded")
            .mayOnlyAccessLayers("messaging", "task");

    @ArchTest
    static final ArchRule settings_and_what_services_share_use_only_lower_packages =
            PackageOrder.of(ROOT + "service", "settings", "loop", "disk", "log", "trace", "web", "reload", "");

    @ArchTest
    static final ArchRule storage_uses_only_lower_packages = PackageOrder.of(
            ROOT + "storage", "", "people", "operator", "uptime", "statistics", "catalog", "word", "history");

    @ArchTest
    static final ArchRule cards_use_only_lower_packages = PackageOrder.of(ROOT + "cards", "channel", "");

    @ArchTest
    static final ArchRule the_publisher_and_the_client_use_only_lower_packages = PackageOrder.of(
            ROOT + "discord",
            "ratelimit",
            "rest",
            "route",
            "leader",
            "intake",
            "outbox",
            "picture",
            "compose",
            "search",
            "send",
            "creation",
            "pinned",
            "serverevent",
            "crosspost",
            "thread",
            "lateedit",
            "lane",
            "active",
            "bot.session",
            "status",
            "bot.reply",
            "bot.find",
            "bot.member",
            "bot.command",
            "bot",
            "");

    @ArchTest
    static final ArchRule the_configuration_uses_only_lower_packages =
            PackageOrder.of(ROOT + "config", "expression", "", "route", "source", "read");

    @ArchTest
    static final ArchRule ingest_uses_only_lower_packages = PackageOrder.of(
            ROOT + "ingest",
            "deadline",
            "answer",
            "outage",
            "signature",
            "limit",
            "outbound",
            "idempotency",
            "webhook",
            "source",
            "provider",
            "query",
            "");

    @ArchTest
    static final ArchRule the_worker_uses_only_lower_packages = PackageOrder.of(
            ROOT + "sync",
            "mainapp",
            "task",
            "database",
            "outbox",
            "operator",
            "record",
            "statistics",
            "catalog.fetch",
            "catalog.parse",
            "catalog.store",
            "catalog.read",
            "catalog.diff",
            "catalog",
            "schedule",
            "backup",
            "notify",
            "retention",
            "uptime",
            "digest",
            "failed",
            "");

    /** The root holds what the pages and the API have in common. */
    @ArchTest
    static final ArchRule the_console_uses_only_lower_packages = PackageOrder.of(
            ROOT + "console",
            "",
            "audit",
            "people",
            "access",
            "status",
            "failed",
            "update",
            "place",
            "doctor",
            "overview",
            "request",
            "publicpage",
            "alert",
            "api",
            "card",
            "page");

    @ArchTest
    static final ArchRule no_packages_use_each_other_in_a_circle =
            slices().matching(ROOT + "(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_simulator_uses_only_lower_packages = PackageOrder.of(
            ROOT + "simulator",
            "guild",
            "clock",
            "interaction",
            "limits",
            "faults",
            "traffic",
            "gateway",
            "rest",
            "trouble",
            "web",
            "");

    @ArchTest
    static final ArchRule the_event_contract_knows_neither_spring_nor_amqp = noClasses()
            .that()
            .resideInAPackage(ROOT + "events..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "com.rabbitmq..");

    /** The simulator stands for somebody else's program, and shares nothing with what is tried on it. */
    @ArchTest
    static final ArchRule hashes_and_signatures_are_made_in_one_place = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "crypto..", ROOT + "simulator..")
            .should()
            .callMethod(MessageDigest.class, "getInstance", String.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("javax.crypto..");

    /** Neither the demo nor the simulator is a service. */
    private static final DescribedPredicate<JavaClass> SERVICES = resideOutsideOfPackages(
                    ROOT + "task..",
                    ROOT + "simulator..",
                    ROOT + "specification..",
                    ROOT + "standalone..",
                    ROOT + "testkit..",
                    ROOT + "benchmark..")
            .as("services");

    /** Each starts threads that do one thing, once, and end with it. */
    private static final DescribedPredicate<JavaClass> WITH_THREADS_FOR_ONE_THING = named(
            "CachedHealthCheck",
            "DependencyStatus",
            "ServerProbe",
            "CatalogReader",
            "BoundedHttpClient",
            "ResourcePictures",
            "AutocompleteReply",
            "DeferredReply",
            "LeaderElection",
            "JdaSession",
            "OperatorRequestWorker",
            "DiscordApi",
            "PlaceTests",
            "ConfirmChannel",
            "QpidBroker",
            "EmbeddedRedis",
            // ShedLock renews its locks with an executor; JDA has its own.
            "ScheduleConfiguration",
            "ClusterLock",
            "InteractionRouter");

    /** Each waits for a moment within one call, which nobody could wake or stop to any use. */
    private static final DescribedPredicate<JavaClass> WITH_MOMENTS = named(
            "ArrivalCheck",
            "SyncService",
            "WorkerTransactions",
            "WriteAheadLog",
            "RedisProcess",
            "GlobalOptions",
            "ConfigReload");

    @ArchTest
    static final ArchRule loops_run_in_one_place = noClasses()
            .that(SERVICES.and(not(WITH_THREADS_FOR_ONE_THING)))
            .should()
            .callMethod(Thread.class, "ofVirtual")
            .orShould()
            .callMethod(Thread.class, "ofPlatform")
            .orShould()
            .callMethod(Thread.class, "startVirtualThread", Runnable.class)
            .orShould()
            .callConstructor(Thread.class, Runnable.class)
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Executors.class, ScheduledExecutorService.class, Timer.class);

    @ArchTest
    static final ArchRule whoever_waits_can_be_woken_or_stopped = noClasses()
            .that(SERVICES.and(not(WITH_MOMENTS)))
            .should()
            .callMethod(Thread.class, "sleep", Duration.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(TimeUnit.class, "sleep", long.class)
            .orShould()
            .callMethod(Object.class, "wait", long.class)
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Condition.class, LockSupport.class, CountDownLatch.class);

    @ArchTest
    static final ArchRule http_clients_are_made_in_one_place = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "http..", ROOT + "simulator..", ROOT + "testkit..", ROOT + "benchmark..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(
                    HttpClient.class,
                    HttpResponse.BodyHandler.class,
                    HttpResponse.BodyHandlers.class,
                    HttpResponse.BodySubscriber.class,
                    HttpURLConnection.class);

    @ArchTest
    static final ArchRule problem_documents_are_written_in_one_place = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "service..", ROOT + "simulator..")
            .should()
            .callMethod(ProblemDetail.class, "forStatus", int.class)
            .orShould()
            .accessField(MediaType.class, "APPLICATION_PROBLEM_JSON")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(ErrorReportValve.class);

    private static DescribedPredicate<JavaClass> named(String... simpleNames) {
        Set<String> names = Set.of(simpleNames);
        return DescribedPredicate.describe(
                "named " + String.join(", ", simpleNames), each -> names.contains(outermost(each)));
    }

    private static String outermost(JavaClass each) {
        return each.getEnclosingClass().map(RoomsTest::outermost).orElseGet(each::getSimpleName);
    }

    @ArchTest
    static final ArchRule only_the_bot_room_speaks_jda = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "discord.bot..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("net.dv8tion.jda..");

    @ArchTest
    static final ArchRule only_messaging_and_its_wiring_speak_amqp = noClasses()
            .that()
            .resideOutsideOfPackages(
                    ROOT + "messaging..",
                    ROOT + "service..",
                    ROOT + "testkit..",
                    ROOT + "sync.failed..",
                    ROOT + "sync.record..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.rabbitmq..");

    @ArchTest
    static final ArchRule implementations_are_named_by_what_differs = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Utils");

    @ArchTest
    static final ArchRule time_comes_from_a_clock_that_tests_can_set = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "sync..", ROOT + "discord..", ROOT + "ingest..", ROOT + "console..")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule every_event_is_a_record = classes()
            .that()
            .implement(dev.gatewaysync.events.GatewayEvent.class)
            .should()
            .beRecords();
}
