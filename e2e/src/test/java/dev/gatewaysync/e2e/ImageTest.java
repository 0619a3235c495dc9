package dev.gatewaysync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.language.Language;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolvedModule;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.asm.ClassReader;

/** What a build of the image would not tell, and its containers would. */
class ImageTest {
    private static final Path PROJECT = Monitoring.PROJECT;
    private static final int CLASS = 7;
    /** Of the tests alone; no service runs with them. */
    private static final Pattern OF_TESTS = Pattern.compile(
            ".*(selenium|byte-buddy|archunit|assertj|junit|mockito|jqwik|testcontainers|docker-java|jna|surefire|auto-service).*");

    private final String dockerfile = text("Dockerfile");

    @Test
    void the_images_runtime_has_every_module_that_a_library_names() {
        Set<String> has = Configuration.empty()
                .resolve(ModuleFinder.ofSystem(), ModuleFinder.of(), Set.of(jlink("add-modules")))
                .modules()
                .stream()
                .map(ResolvedModule::name)
                .collect(Collectors.toSet());

        Map<String, Set<String>> named = modulesThatLibrariesName();

        assertThat(named).hasSizeGreaterThan(15).containsKeys("java.sql", "jdk.unsupported");
        named.keySet().removeAll(has);
        assertThat(named)
                .as("modules that are not in the runtime, and who names them")
                .isEmpty();
    }

    @Test
    void the_images_runtime_writes_numbers_and_dates_in_every_language_that_members_can_read() {
        assertThat(jlink("include-locales"))
                .containsExactlyInAnyOrder(
                        Arrays.stream(Language.values()).map(Language::code).toArray(String[]::new));
    }

    @Test
    void the_image_has_each_service_that_compose_and_kubernetes_name_and_a_program_for_it() throws Exception {
        Map<String, String> programs = new TreeMap<>();
        all("(?m)^service ([\\w-]+) ([\\w.]+)$", text("deploy/image/assemble"))
                .forEach(service -> programs.put(service.group(1), service.group(2)));
        Set<String> named = new TreeSet<>();
        for (String file : List.of("docker-compose.yml", "compose.simulator.yml")) {
            all("(?m)^ +command: \\[([\\w-]+)]$", text(file)).forEach(service -> named.add(service.group(1)));
        }
        for (Path file : Monitoring.files(PROJECT.resolve("deploy/kubernetes/base"), ".yaml")) {
            all("(?m)^ +args: \\[\"?([\\w-]+)\"?]$", Files.readString(file))
                    .forEach(service -> named.add(service.group(1)));
        }

        assertThat(named).hasSize(5);
        assertThat(programs.keySet()).containsAll(named).contains("standalone", "cli");
        for (String program : programs.values()) {
            assertThat(Modifier.isStatic(Class.forName(program)
                            .getMethod("main", String[].class)
                            .getModifiers()))
                    .as(program)
                    .isTrue();
        }
    }

    @Test
    void the_image_is_built_with_the_pom_of_every_module() throws IOException {
        try (Stream<Path> files = Files.walk(PROJECT, 3)) {
            List<String> modules = files.filter(file -> file.endsWith("pom.xml"))
                    .map(file -> PROJECT.relativize(file.getParent()).toString().replace(File.separatorChar, '/'))
                    .filter(module -> !module.isEmpty() && !module.startsWith("benchmarks"))
                    .filter(module -> !module.contains("target"))
                    .toList();

            assertThat(modules).hasSizeGreaterThan(20);
            assertThat(modules)
                    .allSatisfy(module ->
                            assertThat(dockerfile).contains("\nCOPY " + module + "/pom.xml " + module + "/\n"));
        }
    }

    @Test
    void a_pull_takes_again_what_the_version_before_had_too_and_services_run_without_rights() {
        String image = dockerfile.substring(dockerfile.indexOf(" AS gateway\n"));
        assertThat(image)
                .containsSubsequence(
                        "COPY --from=runtime",
                        "COPY --from=build /libraries",
                        "COPY --from=build /app/own",
                        "RUN /app/train",
                        "USER gateway",
                        "HEALTHCHECK",
                        "ENTRYPOINT [\"/app/run\"]");
        assertThat(image.substring(image.indexOf("RUN /app/train"))).doesNotContain("\nCOPY", "\nADD", "\nRUN chown");
        assertThat(all("(?m)^FROM (\\S+) AS (ingest-proxy|gateway)$", dockerfile)
                        .map(stage -> stage.group(1))
                        .distinct())
                .as("the base of both images, which a host stores once")
                .hasSize(1);
    }

    /** Module of Java → the libraries in which a class names a class of it. */
    private static Map<String, Set<String>> modulesThatLibrariesName() {
        Map<String, String> modules = new HashMap<>();
        ModuleFinder.ofSystem()
                .findAll()
                .forEach(module -> module.descriptor()
                        .packages()
                        .forEach(name -> modules.put(
                                name.replace('.', '/'), module.descriptor().name())));
        Map<String, Set<String>> named = new TreeMap<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.endsWith(".jar") && !OF_TESTS.matcher(entry).matches()) {
                packagesThatAreNamed(Path.of(entry)).forEach(name -> {
                    String module = modules.get(name);
                    if (module != null) {
                        named.computeIfAbsent(module, unused -> new TreeSet<>())
                                .add(Path.of(entry).getFileName().toString());
                    }
                });
            }
        }
        return named;
    }

    private static Set<String> packagesThatAreNamed(Path library) {
        Set<String> packages = new TreeSet<>();
        try (JarFile jar = new JarFile(library.toFile())) {
            for (var file : jar.stream()
                    .filter(file ->
                            file.getName().endsWith(".class") && !file.getName().endsWith("module-info.class"))
                    .toList()) {
                try (InputStream bytes = jar.getInputStream(file)) {
                    ClassReader code = new ClassReader(bytes);
                    char[] buffer = new char[code.getMaxStringLength()];
                    for (int i = 1; i < code.getItemCount(); i++) {
                        int offset = code.getItem(i);
                        if (offset > 0 && code.readByte(offset - 1) == CLASS) {
                            String name = code.readUTF8(offset, buffer);
                            packages.add(name.substring(0, Math.max(0, name.lastIndexOf('/'))));
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packages;
    }

    /** The values of an option of the command that makes the runtime. */
    private String[] jlink(String option) {
        String command = dockerfile.substring(dockerfile.indexOf("RUN jlink")).replace("\\\n", "");
        return all("--" + option + " ([\\w.,]+)", command)
                .findFirst()
                .orElseThrow()
                .group(1)
                .split(",");
    }

    private static Stream<MatchResult> all(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results();
    }

    private static String text(String file) {
        try {
            return Files.readString(PROJECT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
