package dev.gatewaysync.discord.bot.find;

import dev.gatewaysync.crypto.Sha256;
import dev.gatewaysync.storage.catalog.CatalogEntries.Key;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a choice of a resource carries, within Discord's 100 characters: a short hash by which it is found however long its address
 * is, and its name, so that it can still be named when it is gone.
 *
 * @param ref of the resource
 */
record ResourceRef(String ref, String name) {
    private static final Pattern FORM = Pattern.compile("(?s)r:([0-9a-f]{16}):(.*)");
    private static final int DIGITS = 16;
    private static final int MOST = 100;

    static String of(Key key) {
        return Sha256.hex(key.categoryId() + "\n" + key.urlKey()).substring(0, DIGITS);
    }

    static String written(Key key, String name) {
        return ShortText.cut("r:" + of(key) + ":" + name, MOST);
    }

    /** Empty for what somebody typed without choosing. */
    static Optional<ResourceRef> read(String value) {
        Matcher form = FORM.matcher(value);
        return form.matches() ? Optional.of(new ResourceRef(form.group(1), form.group(2))) : Optional.empty();
    }
}
