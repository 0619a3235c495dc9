package dev.gatewaysync.simulator.rest;

import dev.gatewaysync.simulator.guild.Snowflakes;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Discord's demands on {@code allowed_mentions}.
 *
 * @see <a href="https://docs.discord.com/developers/resources/message#allowed-mentions-object">Allowed mentions</a>
 */
final class AllowedMentionsForm {

    private static final String FIELD = "allowed_mentions";
    private static final Set<String> KINDS = Set.of("roles", "users", "everyone");
    private static final int MOST = 100;

    private AllowedMentionsForm() {}

    static void check(JsonNode allowed, FormErrors errors) {
        var parsed = new HashSet<String>();
        var parse = allowed.path("parse");
        for (int i = 0; i < parse.size(); i++) {
            var kind = parse.get(i).asString("");
            if (!KINDS.contains(kind)) {
                errors.add(
                        "BASE_TYPE_CHOICES",
                        "Value must be one of ('users', 'roles', 'everyone').",
                        FIELD,
                        "parse",
                        "" + i);
            }
            parsed.add(kind);
        }
        for (var list : new String[] {"users", "roles"}) {
            ids(allowed.path(list), list, errors);
            if (parsed.contains(list) && !allowed.path(list).isEmpty()) {
                errors.add(
                        "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                        "parse:[\"" + list + "\"] and " + list + ": [ids...] are mutually exclusive.",
                        FIELD);
            }
        }
    }

    private static void ids(JsonNode ids, String list, FormErrors errors) {
        if (ids.size() > MOST) {
            errors.tooLong(MOST, FIELD, list);
        }
        var seen = new HashSet<String>();
        for (int i = 0; i < ids.size(); i++) {
            var id = ids.get(i).asString("");
            if (!Snowflakes.isSnowflake(id)) {
                errors.add("NUMBER_TYPE_COERCE", "Value \"" + id + "\" is not snowflake.", FIELD, list, "" + i);
            } else if (!seen.add(id)) {
                errors.add(
                        "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value", FIELD, list, "" + i);
            }
        }
    }
}
