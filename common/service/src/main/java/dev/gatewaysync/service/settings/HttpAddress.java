package dev.gatewaysync.service.settings;

import dev.gatewaysync.input.WebAddress;
import java.net.URI;

/** The address of a server in a setting: absolute, in ASCII, without slashes at its end, and without a secret in it. */
final class HttpAddress {
    private HttpAddress() {}

    /** @throws Settings.Refused saying why not */
    static URI parse(String text) {
        WebAddress address;
        try {
            address = WebAddress.parse(text.replaceAll("(?<=[^/:])/+$", ""));
        } catch (IllegalArgumentException e) {
            throw new Settings.Refused(String.valueOf(e.getMessage()));
        }
        if (!address.isHttp()) {
            throw new Settings.Refused("begins with " + address.scheme() + "://");
        }
        if (address.userInfo() != null) {
            throw new Settings.Refused("holds a user or password, which would be shown");
        }
        if (address.query() != null || address.fragment() != null) {
            throw new Settings.Refused("goes on with ? or #, where paths are to be added");
        }
        if (address.scheme().equals("https") && !address.hasInternetHost()) {
            throw new Settings.Refused(
                    "has a host that no certificate can name; letters, digits and hyphens can be, or use http");
        }
        return address.toUri();
    }
}
