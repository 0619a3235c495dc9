package dev.gatewaysync.sync.catalog.store;

import dev.gatewaysync.config.CatalogueDefinition;
import dev.gatewaysync.config.expression.Expression;
import dev.gatewaysync.crypto.Sha256;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a catalogue that {@code gateway.yml} describes.
 *
 * @param source hash of the format and the address as it is written: where it is read from, whatever key goes with it
 * @param definition hash of everything that is said of it: how it is read
 * @param addresses of all documents in the order of their reading; empty if one of them could not be read
 */
public record ConfiguredPages(String source, String definition, List<String> addresses) {
    public static ConfiguredPages of(CatalogueDefinition definition, List<String> addresses) {
        return new ConfiguredPages(source(definition), hash(definition), addresses);
    }

    public static String source(CatalogueDefinition definition) {
        return Sha256.hex(definition.format() + "\n" + definition.writtenUrl());
    }

    /** Other sections of the file do not count. */
    public static String hash(CatalogueDefinition definition) {
        return Sha256.hex(source(definition)
                + expressions(definition).map(ConfiguredPages::written).collect(Collectors.joining("\n", "\n", "")));
    }

    private static Stream<@Nullable Expression> expressions(CatalogueDefinition definition) {
        return Arrays.<@Nullable Expression>asList(
                definition.next(),
                definition.items(),
                definition.name(),
                definition.link(),
                definition.category(),
                definition.description(),
                definition.tags())
                .stream();
    }

    private static String written(@Nullable Expression expression) {
        return expression == null ? "" : "=" + expression.source();
    }
}
