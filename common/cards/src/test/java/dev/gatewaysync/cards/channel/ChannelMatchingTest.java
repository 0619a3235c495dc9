package dev.gatewaysync.cards.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelMatchingTest {
    private final List<GuildChannels.Category> catalogue = List.of(
            new GuildChannels.Category("tools", "Tools & Utilities"),
            new GuildChannels.Category("search-engines", "Search Engines"),
            new GuildChannels.Category("odd", "🙂"));

    @ParameterizedTest
    @CsvSource({
        "AI Tools, ai-tools",
        "ai-tools, 🤖│ai-tools",
        "Search Engines, 🔍│search-engines",
        "search-engines, 1️⃣-search-engines",
        "Tools & Utilities, tools",
        "Tools and Utilities, tools",
        "tools, tools-utilities",
        "tools, 🛠️┃tools-and-utilities",
        "Café Bar, café-bar",
        "odd, odd"
    })
    void a_category_finds_its_channel(String category, String channel) {
        GuildChannels guild = guild("general-chat", channel);

        Optional<GuildChannels.Channel> found =
                guild.ofCategory(Targets.categorySlug(Targets.category(category)), catalogue, Map.of());

        assertThat(found).map(GuildChannels.Channel::name).contains(channel);
    }

    @ParameterizedTest
    @CsvSource({"Tools, power-tools", "AI Tools, tools", "🙂, general-chat"})
    void another_categorys_channel_is_not_taken(String category, String channel) {
        assertThat(guild(channel).ofCategory(Targets.categorySlug(Targets.category(category)), catalogue, Map.of()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "AI Tools, ai-tools",
        "🤖│Robots_2, robots-2",
        "Tools & and More, tools-and-more",
        "'🙂', ''",
        "Été, été"
    })
    void a_channel_is_called_what_discord_takes_and_what_is_found_again(String wanted, String called) {
        assertThat(ChannelSlug.channelName(wanted)).isEqualTo(called);
        assertThat(ChannelSlug.of(called)).isEqualTo(ChannelSlug.of(wanted));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a-and-", "ab-", "𝔸x"})
    void a_long_name_is_cut_within_no_character_and_found_again(String word) {
        for (int lead = 0; lead < 4; lead++) {
            String wanted = "x".repeat(lead) + word.repeat(120);
            String called = ChannelSlug.channelName(wanted);
            assertThat(called)
                    .hasSizeLessThanOrEqualTo(100)
                    .hasSizeGreaterThan(90)
                    .doesNotEndWith("-");
            assertThat(Character.isHighSurrogate(called.charAt(called.length() - 1)))
                    .isFalse();
            assertThat(guild(called).named(wanted)).isPresent();
        }
    }

    @Test
    void a_category_without_a_channel_gets_one_called_as_the_operator_or_the_catalogue_says() {
        assertThat(GuildChannels.nameFor("tools-utilities", catalogue, Map.of()))
                .isEqualTo("tools");
        assertThat(GuildChannels.nameFor("boats", catalogue, Map.of())).isEqualTo("boats");
        assertThat(GuildChannels.nameFor("tools", catalogue, Routing.readCategories("Tools & Utilities=workshop")))
                .isEqualTo("workshop");
    }

    @Test
    void an_operators_choice_comes_first_by_any_name_of_the_category() {
        Map<String, String> chosen = Routing.readCategories("Tools & Utilities=workshop, ai-tools=123456789012345678");
        GuildChannels guild = guild("tools", "🔧-workshop", "ai-tools");

        assertThat(guild.ofCategory("tools", catalogue, chosen))
                .map(GuildChannels.Channel::name)
                .contains("🔧-workshop");
        assertThat(guild.ofCategory("ai-tools", catalogue, chosen))
                .map(GuildChannels.Channel::id)
                .contains("123456789012345678");
        assertThat(guild("tools").ofCategory("tools", catalogue, chosen)).isEmpty();
    }

    @Test
    void updates_go_to_the_first_of_the_usual_channels() {
        assertThat(guild("general-chat", "📣-updates", "announcements").updates(null))
                .map(GuildChannels.Channel::name)
                .contains("📣-updates");
        assertThat(guild("general-chat", "x").updates(null))
                .map(GuildChannels.Channel::name)
                .contains("general-chat");
        assertThat(guild("updates", "news").updates("news"))
                .map(GuildChannels.Channel::name)
                .contains("news");
        assertThat(guild("updates").updates("news")).isEmpty();
    }

    private static GuildChannels guild(String... names) {
        return new GuildChannels(List.of(names).stream()
                .map(name -> new GuildChannels.Channel(Integer.toString(name.hashCode()), name, null))
                .toList());
    }
}
