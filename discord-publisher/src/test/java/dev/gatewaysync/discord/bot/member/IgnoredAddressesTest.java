package dev.gatewaysync.discord.bot.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IgnoredAddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://tenor.com/view/cat-typing-gif-12345",
                "https://tenor.com/en-GB/view/cat-12345",
                "https://media.tenor.com/abc/cat.gif",
                "https://media1.tenor.com/m/abc",
                "https://giphy.com/gifs/cat-abc",
                "https://media.giphy.com/media/abc/giphy.gif",
                "https://klipy.com/gifs/cat",
                "https://static.klipy.com/ii/abc",
                "https://imgur.com/a/abc",
                "https://i.imgur.com/abc",
                "https://discord.com/channels/1/2/3",
                "https://ptb.discord.com/channels/1/2/3",
                "https://canary.discord.com/channels/1/2",
                "https://discordapp.com/channels/1/2/3",
                "https://DISCORD.com//channels/1/2/3",
                "https://discord.gg/abc",
                "https://www.discord.gg/abc",
                "https://discord.com/invite/abc",
                "https://discord.com/events/1/2",
                "https://discord.gift/abc",
                "https://discord.com/api/webhooks/1/abc",
                "https://cdn.discordapp.com/attachments/1/2/x.pdf?ex=1",
                "https://media.discordapp.net/attachments/1/2/x.png?width=1",
                "https://images-ext-1.discordapp.net/external/x",
                "https://site.example/shot.png",
                "https://site.example/clip.MP4?x=y",
                "https://discord.com:443/channels/1/2/3"
            })
    void gifs_uploads_messages_and_invitations_are_no_suggestions(String url) {
        assertThat(IgnoredAddresses.usual().contain(url)).isTrue();
        assertThat(UrlExtractor.in("look " + url + " !", IgnoredAddresses.usual()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://tenor.com",
                "https://www.giphy.com/",
                "https://imgur.com/",
                "https://discord.com",
                "https://discord.com/developers/docs",
                "https://discord.com/channelsurfing",
                "https://notdiscord.gg/abc",
                "https://discord.gg.example/abc",
                "https://site.example/discord.gg/abc",
                "https://site.example/gallery.gif/about",
                "https://site.example/?image=x.png"
            })
    void sites_that_only_resemble_them_are_suggestions(String url) {
        assertThat(IgnoredAddresses.usual().contain(url)).isFalse();
    }

    @Test
    void a_setting_adds_hosts_paths_and_all_but_a_front_page() {
        IgnoredAddresses more =
                IgnoredAddresses.usual().and("Pinterest.com, https://shop.example/cart/ ,news.example/*,");
        assertThat(more.contain("https://www.pinterest.com/pin/1")).isTrue();
        assertThat(more.contain("https://shop.example/cart/7")).isTrue();
        assertThat(more.contain("https://shop.example/carts")).isFalse();
        assertThat(more.contain("https://news.example/today")).isTrue();
        assertThat(more.contain("https://news.example/")).isFalse();
        assertThat(more.contain("https://discord.gg/abc")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "a b.example", "ftp://a.example", "https://", "/path"})
    void what_is_no_entry_is_refused(String entry) {
        assertThatThrownBy(() -> IgnoredAddresses.usual().and(entry)).isInstanceOf(IllegalArgumentException.class);
    }
}
