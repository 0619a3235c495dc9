package dev.gatewaysync.sync.catalog.parse;

import dev.gatewaysync.storage.catalog.ResourceIdentity;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells which known resources unusable entries speak of: those of the same name, and those whose address is the entry's
 * when what a slip of the hand does to a scheme is made good. They have not been removed.
 */
public final class UnusableEntries {
    static final UnusableEntries NONE = new UnusableEntries(Set.of(), Set.of());

    /** {@code htps://}, {@code https:/}, {@code //}, {@code https//}, {@code https ://} or nothing at all. */
    private static final Pattern SCHEME =
            Pattern.compile("^\\s*(?:[a-z]{0,8}\\s*[:;]+\\s*/*|[a-z]{0,8}//+|/*)\\s*", Pattern.CASE_INSENSITIVE);

    private final Set<String> names;
    private final Set<String> keys;

    private UnusableEntries(Set<String> names, Set<String> keys) {
        this.names = names;
        this.keys = keys;
    }

    public static UnusableEntries of(Collection<UnusableEntry> entries) {
        if (entries.isEmpty()) {
            return NONE;
        }
        Set<String> names = new HashSet<>();
        Set<String> keys = new HashSet<>();
        for (UnusableEntry entry : entries) {
            String address = entry.address();
            if (entry.name() != null) {
                names.add(plain(entry.name()));
            }
            if (address != null) {
                ResourceIdentity.key(address)
                        .or(() -> ResourceIdentity.key(
                                "https://" + SCHEME.matcher(address).replaceFirst("")))
                        .ifPresent(keys::add);
            }
        }
        return new UnusableEntries(names, keys);
    }

    public boolean speakOf(CatalogResource known) {
        return keys.contains(known.urlKey()) || names.contains(plain(known.name()));
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
