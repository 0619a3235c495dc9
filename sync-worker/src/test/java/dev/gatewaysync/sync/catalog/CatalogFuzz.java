package dev.gatewaysync.sync.catalog;

import dev.gatewaysync.sync.catalog.fetch.JsonDecoder;
import dev.gatewaysync.sync.catalog.fetch.UnreadableDocument;
import dev.gatewaysync.sync.catalog.parse.CatalogIndex;
import dev.gatewaysync.sync.catalog.parse.CatalogResource;
import dev.gatewaysync.sync.catalog.parse.CategoryParser;
import dev.gatewaysync.sync.catalog.parse.IndexParser;
import dev.gatewaysync.sync.catalog.parse.UnusableEntries;
import dev.gatewaysync.sync.catalog.parse.UnusableEntry;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Whatever bytes a main app answers with, they become a catalogue or a sentence. */
final class CatalogFuzz {
    private CatalogFuzz() {}

    /** As Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        JsonNode document;
        try {
            document = JsonDecoder.json(bytes, "application/json; charset=iso-8859-1");
        } catch (UnreadableDocument e) {
            requireSentence(e);
            return;
        }
        try {
            CategoryParser.Entries entries = CategoryParser.read(document);
            entries.resources().forEach(CatalogFuzz::requireStorable);
            UnusableEntry.describe(entries.unusable());
            UnusableEntries unusable = UnusableEntries.of(entries.unusable());
            entries.resources().forEach(unusable::speakOf);
        } catch (UnreadableDocument e) {
            requireSentence(e);
        }
        try {
            CatalogIndex index = IndexParser.read(document);
            index.categories().forEach(category -> require(category.id().length() <= IndexParser.LONGEST_ID, "id"));
            index.resources().values().stream().flatMap(List::stream).forEach(CatalogFuzz::requireStorable);
        } catch (UnreadableDocument e) {
            requireSentence(e);
        }
    }

    private static void requireStorable(CatalogResource resource) {
        require(resource.urlKey().length() == 64, "key");
        require(!resource.name().isBlank() && resource.name().indexOf('\0') < 0, "name");
        require(resource.url().indexOf('\0') < 0, "url");
    }

    private static void requireSentence(UnreadableDocument e) {
        require(!e.reason().isBlank() && e.reason().length() < 2_000, "reason: " + e.reason());
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("Not as it should be: " + what);
        }
    }
}
