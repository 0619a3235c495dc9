package dev.gatewaysync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.console.ConsoleApplication;
import dev.gatewaysync.discord.PublisherApplication;
import dev.gatewaysync.ingest.IngestApplication;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.sync.WorkerApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a cluster would refuse in {@code deploy/kubernetes}, or take and not run. */
class KubernetesTest {
    private static final Path ROOT = Monitoring.PROJECT.resolve("deploy/kubernetes");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern SETTING = Pattern.compile("`([A-Z][A-Z0-9_]{3,})`");

    private final List<JsonNode> objects = objects();

    @Test
    void every_file_is_in_its_kustomization() throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            for (Path kustomization :
                    all.filter(file -> file.endsWith("kustomization.yaml")).toList()) {
                Path folder = kustomization.getParent();
                List<String> named = new ArrayList<>();
                documents(kustomization).get(0).path("resources").forEach(one -> named.add(one.asString()));
                List<String> files = Monitoring.files(folder, ".yaml").stream()
                        .map(file -> file.getFileName().toString())
                        .filter(name -> !name.equals("kustomization.yaml"))
                        .toList();
                assertThat(named.stream().filter(name -> name.endsWith(".yaml")))
                        .containsExactlyInAnyOrderElementsOf(files);
                assertThat(named.stream().filter(name -> !name.endsWith(".yaml")))
                        .allSatisfy(other -> assertThat(folder.resolve(other).resolve("kustomization.yaml"))
                                .exists());
            }
        }
    }

    @Test
    void there_is_a_deployment_of_each_service_that_runs_it() {
        assertThat(ofKind("Deployment").map(KubernetesTest::name))
                .containsExactlyInAnyOrder(
                        IngestApplication.DEFINITION.name(),
                        WorkerApplication.DEFINITION.name(),
                        PublisherApplication.DEFINITION.name(),
                        ConsoleApplication.DEFINITION.name());
        ofKind("Deployment")
                .forEach(deployment -> assertThat(
                                container(deployment).at("/args/0").asString())
                        .isEqualTo(name(deployment)));
    }

    @Test
    void selectors_select_the_pods_they_are_meant_for() {
        ofKind("Deployment")
                .forEach(deployment -> assertSelects(deployment.at("/spec/selector/matchLabels"), deployment));
        ofKind("Service").forEach(service -> assertSelects(service.at("/spec/selector"), deployment(name(service))));
        ofKind("PodDisruptionBudget")
                .forEach(budget -> assertSelects(budget.at("/spec/selector/matchLabels"), deployment(name(budget))));
        assertThat(ofKind("PodDisruptionBudget").map(KubernetesTest::name))
                .as("what has replicas to spare")
                .containsExactlyInAnyOrder("ingest-api", "sync-worker", "discord-publisher");
    }

    @Test
    void services_and_probes_point_to_ports_that_a_container_opens() {
        ofKind("Service")
                .forEach(service -> service.at("/spec/ports")
                        .forEach(port -> assertThat(port(
                                        deployment(name(service)),
                                        port.path("targetPort").asString()))
                                .as(name(service))
                                .isEqualTo(port.path("port").asInt())));
        ofKind("Deployment").forEach(deployment -> {
            assertThat(port(deployment, "metrics"))
                    .as(name(deployment))
                    .isEqualTo(Integer.parseInt(deployment
                            .at("/spec/template/metadata/annotations")
                            .path("prometheus.io/port")
                            .asString()));
            for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
                JsonNode get = container(deployment).path(probe).path("httpGet");
                assertThat(get.path("port").asString()).isEqualTo("metrics");
                assertThat(get.path("path").asString())
                        .isEqualTo(probe.equals("livenessProbe") ? "/health/live" : "/health/ready");
            }
        });
        JsonNode backend = ofKind("Ingress").findFirst().orElseThrow().at("/spec/rules/0/http/paths/0/backend/service");
        assertThat(backend.path("name").asString()).isEqualTo("ingest-api");
        assertThat(port(deployment("ingest-api"), backend.at("/port/name").asString()))
                .isEqualTo(3001);
    }

    @Test
    void settings_are_documented_ones_and_secrets_are_only_referred_to() {
        Set<String> documented = new TreeSet<>(
                Monitoring.group(SETTING, Monitoring.read(Monitoring.PROJECT.resolve("docs/configuration.md"))));
        ofKind("Deployment").forEach(deployment -> {
            List<String> names = new ArrayList<>();
            container(deployment).path("env").forEach(variable -> {
                String name = variable.path("name").asString();
                names.add(name);
                if (name.matches(".*(SECRET|TOKEN|KEY|WEBHOOK_URL)|RABBITMQ_URL|REDIS_URL|DATABASE_URL")) {
                    JsonNode secret = variable.at("/valueFrom/secretKeyRef");
                    assertThat(secret.path("name").asString()).isEqualTo("gateway-sync");
                    assertThat(secret.path("key").asString()).isEqualTo(name);
                }
            });
            assertThat(documented).containsAll(names);
            assertThat(names).contains("RABBITMQ_URL", "REDIS_URL", "DATABASE_URL");
        });
        kustomizations()
                .forEach(kustomization -> kustomization
                        .path("configMapGenerator")
                        .forEach(map -> map.path("literals")
                                .forEach(literal -> assertThat(documented)
                                        .contains(literal.asString().split("=")[0]))));
    }

    @Test
    void no_service_of_the_cluster_sets_a_variable_of_ours() {
        ofKind("Deployment")
                .forEach(deployment -> assertThat(deployment
                                .at("/spec/template/spec/enableServiceLinks")
                                .asBoolean(true))
                        .as(name(deployment))
                        .isFalse());
    }

    @Test
    void containers_are_bounded_and_may_do_nothing_special() {
        ofKind("Deployment").forEach(deployment -> {
            JsonNode container = container(deployment);
            assertThat(container.at("/resources/requests/cpu").isMissingNode()).isFalse();
            assertThat(container.at("/resources/requests/memory").asString())
                    .isEqualTo(container.at("/resources/limits/memory").asString("none"));
            assertThat(deployment
                            .at("/spec/template/spec/securityContext/runAsNonRoot")
                            .asBoolean())
                    .isTrue();
            assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                    .isTrue();
            assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean())
                    .isFalse();
            Set<String> volumes = new TreeSet<>();
            deployment
                    .at("/spec/template/spec/volumes")
                    .forEach(volume -> volumes.add(volume.path("name").asString()));
            Set<String> mounted = new TreeSet<>();
            container
                    .path("volumeMounts")
                    .forEach(mount -> mounted.add(mount.path("name").asString()));
            assertThat(mounted).as(name(deployment)).isEqualTo(volumes);
        });
    }

    @Test
    void workers_are_scaled_on_a_queue_that_exists_and_nobody_else_sets_their_number() {
        JsonNode scaled = ofKind("ScaledObject").findFirst().orElseThrow();
        JsonNode deployment = deployment(scaled.at("/spec/scaleTargetRef/name").asString());
        assertThat(deployment.at("/spec/replicas").isMissingNode()).isTrue();
        JsonNode trigger = scaled.at("/spec/triggers/0/metadata");
        assertThat(Topology.WORK_QUEUES).contains(trigger.path("queueName").asString());
        assertThat(trigger.path("value").isString()).as("KEDA wants a text").isTrue();
        List<String> names = new ArrayList<>();
        container(deployment)
                .path("env")
                .forEach(variable -> names.add(variable.path("name").asString()));
        assertThat(names).contains(trigger.path("hostFromEnv").asString());
    }

    private static void assertSelects(JsonNode selector, JsonNode deployment) {
        assertThat(selector.isEmpty()).isFalse();
        JsonNode labels = deployment.at("/spec/template/metadata/labels");
        selector.properties()
                .forEach(label -> assertThat(labels.path(label.getKey()))
                        .as(name(deployment) + " " + label.getKey())
                        .isEqualTo(label.getValue()));
    }

    private static int port(JsonNode deployment, String name) {
        for (JsonNode port : container(deployment).path("ports")) {
            if (port.path("name").asString().equals(name)) {
                return port.path("containerPort").asInt();
            }
        }
        throw new AssertionError(name(deployment) + " opens no port " + name);
    }

    private static JsonNode container(JsonNode deployment) {
        return deployment.at("/spec/template/spec/containers/0");
    }

    private static String name(JsonNode object) {
        return object.at("/metadata/name").asString();
    }

    private JsonNode deployment(String name) {
        return ofKind("Deployment")
                .filter(deployment -> name(deployment).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no deployment " + name));
    }

    private Stream<JsonNode> ofKind(String kind) {
        return objects.stream().filter(object -> object.path("kind").asString().equals(kind));
    }

    private Stream<JsonNode> kustomizations() {
        return ofKind("Kustomization");
    }

    private static List<JsonNode> objects() {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(file -> file.toString().endsWith(".yaml"))
                    .flatMap(file -> documents(file).stream())
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<JsonNode> documents(Path file) {
        List<JsonNode> documents = new ArrayList<>();
        new Yaml().loadAll(Monitoring.read(file)).forEach(document -> documents.add(JSON.valueToTree(document)));
        return documents;
    }
}
