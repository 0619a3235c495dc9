package dev.gatewaysync.e2e;

import org.jspecify.annotations.Nullable;

/**
 * A page in one of its states.
 *
 * @param route of the console that shows it; null if it is none of its routes
 * @param address whole
 * @param doing what makes the state, in the page; empty if the address is enough
 * @param leads whether that leads to another page
 */
record LookedAt(String name, @Nullable String route, String address, String doing, boolean leads) {
    static LookedAt page(String name, @Nullable String route, String address) {
        return new LookedAt(name, route, address, "", false);
    }

    LookedAt with(String state, String script) {
        return new LookedAt(name + "-" + state, route, address, script, false);
    }

    LookedAt after(String state, String script) {
        return new LookedAt(name + "-" + state, route, address, script, true);
    }
}
