package dev.gatewaysync.simulator.guild;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The slash commands the application has registered, globally or for the guild. */
public final class Commands {

    private final Chronicle chronicle;
    private final Snowflakes ids;
    private final String applicationId;
    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, ArrayNode> byScope = new ConcurrentHashMap<>();

    Commands(Chronicle chronicle, Snowflakes ids, String applicationId) {
        this.chronicle = chronicle;
        this.ids = ids;
        this.applicationId = applicationId;
    }

    /** @param scope "global" or a guild id */
    public ArrayNode in(String scope) {
        return byScope.computeIfAbsent(scope, any -> json.createArrayNode());
    }

    public ArrayNode replace(String scope, JsonNode commands) {
        return chronicle.inOrder(() -> {
            var stored = json.createArrayNode();
            commands.valueStream().forEach(command -> stored.add(complete(command, scope)));
            byScope.put(scope, stored);
            chronicle.write(new JournalEntry.CommandsStand(scope, stored));
            return stored;
        });
    }

    private ObjectNode complete(JsonNode command, String scope) {
        var complete = json.createObjectNode();
        complete.put("type", 1).put("description", "").putArray("options");
        command.properties().forEach(field -> complete.set(field.getKey(), field.getValue()));
        complete.put("id", ids.next()).put("application_id", applicationId).put("version", ids.next());
        if (!scope.equals("global")) {
            complete.put("guild_id", scope);
        }
        return complete;
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
