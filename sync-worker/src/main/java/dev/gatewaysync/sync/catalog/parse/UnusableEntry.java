package dev.gatewaysync.sync.catalog.parse;

import dev.gatewaysync.storage.catalog.ResourceIdentity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry that was meant to be a resource and is none: its name or its address is missing or mistyped.
 *
 * @param address as it is written
 */
public record UnusableEntry(@Nullable String name, @Nullable String address) {
    private static final int NAMED = 3;
    private static final int SHOWN = 80;

    /** One text for all of them, without anything that differs from run to run. */
    public static String describe(List<UnusableEntry> entries) {
        List<String> parts = new ArrayList<>();
        entries.stream().limit(NAMED).map(UnusableEntry::description).forEach(parts::add);
        if (entries.size() > NAMED) {
            parts.add((entries.size() - NAMED) + " more are no resources either");
        }
        return String.join("; ", parts);
    }

    private String description() {
        if (name == null) {
            return address == null
                    ? "an entry has no name and no url"
                    : "the entry of " + cut(address) + " has no name";
        }
        return "“" + cut(name) + "” "
                + (address == null
                        ? "has no url"
                        : address.length() > CatalogJson.LONGEST_ADDRESS
                                ? "has a url that is longer than " + CatalogJson.LONGEST_ADDRESS + " characters: "
                                        + cut(address)
                                : ResourceIdentity.key(address).isPresent()
                                        ? "has no category"
                                        : "has a url that is no absolute http or https address: " + cut(address));
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
    }
}
