package dev.gatewaysync.simulator.web;

import dev.gatewaysync.simulator.trouble.Guide;
import dev.gatewaysync.simulator.trouble.Trouble;
import dev.gatewaysync.simulator.trouble.Troubles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What can be broken, as JSON for the page, and what its buttons do. */
final class TroublePage {
    private final JsonMapper json = JsonMapper.builder().build();
    private final Troubles troubles;

    TroublePage(Troubles troubles) {
        this.troubles = troubles;
    }

    /** An empty list where nothing is offered. */
    String shown() {
        var body = json.createObjectNode();
        var list = body.putArray("troubles");
        troubles.guide().ifPresent(guide -> {
            body.put("console", guide.console()).put("logIn", guide.logIn());
            troubles.all().forEach(trouble -> list.add(one(trouble)));
        });
        return body.toString();
    }

    private ObjectNode one(Trouble trouble) {
        return json.createObjectNode()
                .put("id", trouble.id())
                .put("title", trouble.title())
                .put("active", troubles.isActive(trouble))
                .put("happens", trouble.told().happens())
                .put("seen", trouble.told().seen())
                .put("done", trouble.told().done())
                .put("heals", trouble.told().heals())
                .put("look", trouble.look());
    }

    /** {@code {id, broken}} */
    ObjectNode set(JsonNode form) {
        guide();
        var trouble = named(form);
        troubles.set(trouble, form.path("broken").asBoolean(false));
        return one(trouble);
    }

    /** {@code {id}}: one event that shows what has become of it. */
    ObjectNode send(JsonNode form) {
        var guide = guide();
        guide.sender().accept(named(form).event());
        return JsonNodeFactory.instance.objectNode().put("sent", named(form).event());
    }

    private Guide guide() {
        return troubles.guide()
                .orElseThrow(() -> new IllegalArgumentException("Nothing can be broken here: this is no demo"));
    }

    private Trouble named(JsonNode form) {
        var id = form.path("id").asString("");
        return troubles.all().stream()
                .filter(trouble -> trouble.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no such button"));
    }
}
