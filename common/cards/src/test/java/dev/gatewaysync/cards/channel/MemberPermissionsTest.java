package dev.gatewaysync.cards.channel;

import static dev.gatewaysync.cards.channel.DiscordPermission.EMBED_LINKS;
import static dev.gatewaysync.cards.channel.DiscordPermission.PIN_MESSAGES;
import static dev.gatewaysync.cards.channel.DiscordPermission.READ_MESSAGE_HISTORY;
import static dev.gatewaysync.cards.channel.DiscordPermission.SEND_MESSAGES;
import static dev.gatewaysync.cards.channel.DiscordPermission.VIEW_CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.events.EventJson;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class MemberPermissionsTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final String SERVER = "1";
    private static final String BOTS_ROLE = "2";
    private static final String OTHER_ROLE = "3";
    private static final String BOT = "9";

    /** Overwrites as id+ for what is allowed and id- for what is denied, in the order in which Discord lists them. */
    @ParameterizedTest
    @CsvSource({
        "'',     true",
        "1-,     false",
        "2-,     false",
        "9-,     false",
        "4-,     true",
        "1- 2+,  true",
        "2+ 1-,  true",
        "2- 3+,  true",
        "3+ 2-,  true",
        "2+ 9-,  false",
        "2- 9+,  true",
        "9+ 2-,  true",
        "1+ 2-,  false",
        "1- 9+,  true"
    })
    void overwrites_count_for_everyone_then_for_roles_together_then_for_the_member(String overwrites, boolean may) {
        MemberPermissions bot = bot(SEND_MESSAGES.bit(), member(), "7");
        assertThat(bot.has(SEND_MESSAGES, channel(overwrites, SEND_MESSAGES))).isEqualTo(may);
    }

    @Test
    void an_overwrite_gives_what_no_role_gives() {
        MemberPermissions bot = bot(0, member(), "7");
        assertThat(bot.has(PIN_MESSAGES)).isFalse();
        assertThat(bot.has(PIN_MESSAGES, channel("2+", PIN_MESSAGES))).isTrue();
    }

    @Test
    void owner_and_administrators_may_do_everything_whatever_a_channel_denies() {
        JsonNode closed = channel("1- 2- 9-", PIN_MESSAGES);
        assertThat(bot(0, member(), BOT).has(PIN_MESSAGES, closed)).isTrue();
        assertThat(bot(DiscordPermission.ADMINISTRATOR.bit(), member(), "7").has(PIN_MESSAGES, closed))
                .isTrue();
    }

    @Test
    void the_overwrite_that_decides_is_named() {
        MemberPermissions bot = bot(SEND_MESSAGES.bit(), member(), "7");
        assertThat(bot.deniedBy(SEND_MESSAGES, channel("1-", SEND_MESSAGES))).hasValue(SERVER);
        assertThat(bot.deniedBy(SEND_MESSAGES, channel("1- 3-", SEND_MESSAGES))).hasValue(OTHER_ROLE);
        assertThat(bot.deniedBy(SEND_MESSAGES, channel("1- 3- 9-", SEND_MESSAGES)))
                .hasValue(BOT);
        assertThat(bot.deniedBy(EMBED_LINKS, channel("", EMBED_LINKS))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2026-11-29T12:00:01+00:00, true", "2026-11-29T11:59:59.5+00:00, false"})
    void who_is_timed_out_may_only_view_and_read(String until, boolean timedOut) {
        ObjectNode member = member();
        member.put("communication_disabled_until", until);
        MemberPermissions bot =
                bot(DiscordPermission.bits(List.of(VIEW_CHANNEL, SEND_MESSAGES, READ_MESSAGE_HISTORY)), member, "7");
        JsonNode channel = channel("", SEND_MESSAGES);
        assertThat(bot.isTimedOut()).isEqualTo(timedOut);
        assertThat(bot.has(SEND_MESSAGES, channel)).isEqualTo(!timedOut);
        assertThat(bot.withoutTimeout().has(SEND_MESSAGES, channel)).isTrue();
        assertThat(bot.has(VIEW_CHANNEL, channel)).isTrue();
        assertThat(bot.has(READ_MESSAGE_HISTORY, channel)).isTrue();
    }

    private static MemberPermissions bot(long ofItsRole, JsonNode member, String owner) {
        ObjectNode guild =
                EventJson.mapper().createObjectNode().put("id", SERVER).put("owner_id", owner);
        ArrayNode roles = guild.putArray("roles");
        roles.addObject().put("id", SERVER).put("permissions", "0");
        roles.addObject().put("id", BOTS_ROLE).put("permissions", Long.toUnsignedString(ofItsRole));
        roles.addObject().put("id", OTHER_ROLE).put("permissions", "0");
        roles.addObject().put("id", "4").put("permissions", Long.toUnsignedString(-1));
        return MemberPermissions.of(guild, member, BOT, NOW);
    }

    private static ObjectNode member() {
        ObjectNode member = EventJson.mapper().createObjectNode();
        member.putArray("roles").add(BOTS_ROLE).add(OTHER_ROLE);
        return member;
    }

    private static JsonNode channel(String overwrites, DiscordPermission permission) {
        ObjectNode channel = EventJson.mapper().createObjectNode();
        ArrayNode list = channel.putArray("permission_overwrites");
        for (String one : overwrites.isEmpty() ? new String[0] : overwrites.split(" ")) {
            boolean allow = one.endsWith("+");
            String bit = Long.toUnsignedString(permission.bit());
            list.addObject()
                    .put("id", one.substring(0, one.length() - 1))
                    .put("type", one.startsWith(BOT) ? 1 : 0)
                    .put("allow", allow ? bit : "0")
                    .put("deny", allow ? "0" : bit);
        }
        return channel;
    }
}
