package dev.gatewaysync.discord.bot.command;

import static org.assertj.core.api.Assertions.assertThat;

import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InteractionPermissionsTest {

    @ParameterizedTest
    @CsvSource({"8192, true", "8, true", "1024, false", "0, false", "2251799813685248, false"})
    void who_may_decide_is_what_discord_says_of_this_channel(String permissions, boolean may) {
        DataObject raw = DataObject.fromJson(
                "{\"t\":\"INTERACTION_CREATE\",\"d\":{\"member\":{\"permissions\":\"" + permissions + "\"}}}");
        assertThat(InteractionPermissions.of(raw))
                .hasValueSatisfying(told ->
                        assertThat(told.contains(Permission.MESSAGE_MANAGE)).isEqualTo(may));
    }

    @Test
    void what_discord_does_not_say_is_not_known() {
        assertThat(InteractionPermissions.of(null)).isEmpty();
        assertThat(InteractionPermissions.of(DataObject.fromJson("{\"d\":{\"user\":{}}}")))
                .isEmpty();
    }
}
