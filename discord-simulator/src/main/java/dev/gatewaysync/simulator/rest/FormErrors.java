package dev.gatewaysync.simulator.rest;

import tools.jackson.databind.node.ObjectNode;

/** Collects what is wrong with a form into Discord's nested {@code errors} object. */
final class FormErrors {

    private final ObjectNode root = Json.object();

    /** @param path the way to the field, with array positions as numbers in text */
    FormErrors add(String code, String message, String... path) {
        var node = root;
        for (var step : path) {
            node = node.get(step) instanceof ObjectNode known ? known : node.putObject(step);
        }
        node.withArray("_errors").addObject().put("code", code).put("message", message);
        return this;
    }

    FormErrors tooLong(int most, String... path) {
        return add("BASE_TYPE_MAX_LENGTH", "Must be " + most + " or fewer in length.", path);
    }

    FormErrors missing(String... path) {
        return add("BASE_TYPE_REQUIRED", "This field is required", path);
    }

    boolean any() {
        return !root.isEmpty();
    }

    DiscordError asError() {
        return DiscordError.invalidForm(root);
    }
}
