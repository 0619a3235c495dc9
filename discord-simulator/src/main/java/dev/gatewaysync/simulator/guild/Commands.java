package dev.gatewaysync.simulator.guild;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The commands the application has registered, globally or for the guild. */
public final class Commands {

    private final ChangeLog changeLog;
    private final Snowflakes ids;
    private final String applicationId;
    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, ArrayNode> byScope = new ConcurrentHashMap<>();

    Commands(ChangeLog changeLog, Snowflakes ids, String applicationId) {
        this.changeLog = changeLog;
        this.ids = ids;
        this.applicationId = applicationId;
    }

    /** @param scope "global" or a guild id */
    public ArrayNode in(String scope) {
        return byScope.computeIfAbsent(scope, any -> json.createArrayNode());
    }

    /** Takes the place of all that were there; a command that was there by this type and name keeps its id. */
    public ArrayNode replace(String scope, JsonNode commands) {
        return changeLog.inOrder(() -> {
            var stored = json.createArrayNode();
            commands.valueStream().forEach(command -> stored.add(complete(command, scope)));
            byScope.put(scope, stored);
            changeLog.write(new JournalEntry.CommandsStand(scope, stored));
            return stored;
        });
    }

    private ObjectNode complete(JsonNode command, String scope) {
        var complete = json.createObjectNode();
        complete.put("type", 1)
                .put("description", "")
                .putNull("default_member_permissions")
                .putArray("options");
        command.properties().forEach(field -> complete.set(field.getKey(), field.getValue()));
        for (var numbers : List.of("contexts", "integration_types")) {
            asNumbers(complete, numbers);
        }
        complete.put("id", idOf(command, scope))
                .put("application_id", applicationId)
                .put("version", ids.next());
        if (!scope.equals("global")) {
            complete.put("guild_id", scope);
        }
        return complete;
    }

    /** Discord takes numbers in quotes for numbers, and JDA sends them so. */
    private static void asNumbers(ObjectNode command, String name) {
        if (command.get(name) instanceof ArrayNode given) {
            var numbers = command.arrayNode();
            given.forEach(number -> numbers.add(number.asInt(0)));
            command.set(name, numbers);
        }
    }

    private String idOf(JsonNode command, String scope) {
        return in(scope)
                .valueStream()
                .filter(known -> key(known).equals(key(command)))
                .findFirst()
                .map(known -> known.path("id").asString(""))
                .orElseGet(ids::next);
    }

    /** Names are unique within a type. */
    private static String key(JsonNode command) {
        return command.path("type").asInt(1) + " " + command.path("name").asString("");
    }

    void replay(JournalEntry entry) {
        if (entry instanceof JournalEntry.CommandsStand stand && stand.commands() instanceof ArrayNode commands) {
            byScope.put(stand.scope(), commands);
        }
    }

    List<JournalEntry> asJournal() {
        var entries = new ArrayList<JournalEntry>();
        byScope.forEach((scope, commands) -> entries.add(new JournalEntry.CommandsStand(scope, commands)));
        return entries;
    }
}
