package dev.gatewaysync.config.read;

import dev.gatewaysync.config.CardTemplate;
import dev.gatewaysync.config.CatalogueDefinition;
import dev.gatewaysync.config.ConfigProblem;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.QuietHours;
import dev.gatewaysync.config.Route;
import dev.gatewaysync.config.SourceDefinition;
import dev.gatewaysync.config.TargetDefinition;
import dev.gatewaysync.config.TypeDefinition;
import dev.gatewaysync.crypto.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A {@code gateway.yml} as it was read.
 *
 * @param config what it says; without a mistake it is complete, with one it is {@link GatewayConfig#NONE}
 * @param problems all mistakes, from the top
 * @param notes what is no mistake and probably not meant; none where there are mistakes
 */
public record ConfigFile(GatewayConfig config, List<ConfigProblem> problems, List<ConfigProblem> notes) {
    /** That says nothing. */
    public static final ConfigFile NONE = new ConfigFile(GatewayConfig.NONE, List.of(), List.of());

    private static final int LONGEST = 1_000_000;

    /** As it is called where nobody says otherwise. */
    public static final String NAME = "gateway.yml";

    /** Where there is none of the usual name: that there is one of another, which nobody reads. */
    public static Optional<String> other(Path file) {
        String name = String.valueOf(file.getFileName());
        Path yaml = file.resolveSibling(name.replaceFirst("\\.yml$", ".yaml"));
        return !yaml.equals(file) && Files.exists(yaml)
                ? Optional.of("there is no " + file + ", and " + yaml + " is not read: give it that name, or set"
                        + " GATEWAY_CONFIG=" + yaml)
                : Optional.empty();
    }

    /** @throws IOException if the file cannot be read */
    public static ConfigFile read(Path file, Variables variables) throws IOException {
        Optional<String> text = text(file);
        return text.isEmpty()
                ? failed(new ConfigProblem(1, 1, "is longer than a megabyte"))
                : of(text.get(), variables);
    }

    /**
     * The text of a file; empty if it is too long for one.
     *
     * @throws IOException if it cannot be read
     */
    public static Optional<String> text(Path file) throws IOException {
        return Files.size(file) > LONGEST
                ? Optional.empty()
                : Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    }

    /** Reads a text; a file of blanks and comments is as good as none. */
    public static ConfigFile of(String text, Variables variables) {
        YamlDocument document;
        try {
            document = YamlDocument.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (NotYamlException e) {
            return failed(e.problem());
        }
        JsonNode root = document.root();
        Problems problems = new Problems(document);
        if (root.isNull() || root.isObject() && root.isEmpty()) {
            return new ConfigFile(GatewayConfig.NONE, problems.all(), List.of());
        }
        ConfigSchema.check(problems, root);
        GatewayConfig config = config(new Section(root, "", problems, variables), Sha256.hex(text));
        List<ConfigProblem> found = problems.all();
        return found.isEmpty()
                ? new ConfigFile(config, found, problems.notes(UnknownNames.in(root, config, problems)))
                : new ConfigFile(GatewayConfig.NONE, found, List.of());
    }

    private static GatewayConfig config(Section root, String hash) {
        Map<String, TypeDefinition> types = TypesReader.read(root);
        Map<String, CardTemplate> cards = CardsReader.read(root);
        Map<String, TargetDefinition> targets = TargetsReader.read(root);
        List<Route> routes = RoutesReader.read(root);
        Map<String, SourceDefinition> sources = SourcesReader.read(root);
        CatalogueDefinition catalogue = CatalogueReader.read(root);
        QuietHours quiet = RoutesReader.quiet(root);
        return new GatewayConfig(hash, types, cards, targets, routes, sources, catalogue, quiet);
    }

    private static ConfigFile failed(ConfigProblem problem) {
        return new ConfigFile(GatewayConfig.NONE, List.of(problem), List.of());
    }
}
