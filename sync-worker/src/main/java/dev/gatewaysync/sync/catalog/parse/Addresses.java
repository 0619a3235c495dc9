package dev.gatewaysync.sync.catalog.parse;

import dev.gatewaysync.storage.catalog.NormalizedUrl;
import dev.gatewaysync.sync.mainapp.MainAppRedirects;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses as documents write them. */
final class Addresses {
    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);
    private static final Pattern FORBIDDEN = Pattern.compile("[\\s\"<>\\\\^`{|}]");

    private Addresses() {}

    /** Absolute already, or relative to {@code base}; empty if it is neither, or no http address. */
    static Optional<String> absolute(String address, URI base) {
        String plain = address.strip();
        if (NormalizedUrl.of(plain).isPresent()) {
            return Optional.of(plain);
        }
        if (plain.isEmpty() || SCHEME.matcher(plain).matches()) {
            return Optional.empty();
        }
        try {
            String resolved = MainAppRedirects.resolved(
                            base,
                            FORBIDDEN
                                    .matcher(plain)
                                    .replaceAll(match -> "%%%02X"
                                            .formatted((int) match.group().charAt(0))))
                    .toString();
            return NormalizedUrl.of(resolved).map(normalised -> resolved);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether it says by its first character that it is relative; a slip of the hand, such as a missing scheme, does not. */
    static boolean isRelative(String address) {
        return address.startsWith("/")
                || address.startsWith("?")
                || address.startsWith("./")
                || address.startsWith("../");
    }

    /** The base that an {@code xml:base} or a link sets within {@code outer}; {@code outer} if it is none. */
    static URI base(Optional<String> said, URI outer) {
        return said.flatMap(address -> absolute(address, outer))
                .map(address -> {
                    try {
                        return URI.create(address);
                    } catch (IllegalArgumentException e) {
                        return outer;
                    }
                })
                .orElse(outer);
    }
}
