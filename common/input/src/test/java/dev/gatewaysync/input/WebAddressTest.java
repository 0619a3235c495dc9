package dev.gatewaysync.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {
    /** {@link URI#getHost()} is null for all but the last six. */
    @ParameterizedTest
    @CsvSource({
        "http://main_app:3000,          main_app,              3000",
        "http://my_stack_app.1:3000/x,  my_stack_app.1,        3000",
        "redis://:p@my_redis:6379/0,    my_redis,              6379",
        "amqp://u:p@rabbit_mq,          rabbit_mq,             -1",
        "http://app-:80,                app-,                  80",
        "http://_service.tcp.example,   _service.tcp.example,  -1",
        "http://build.1password,        build.1password,       -1",
        "https://bücher.example/,       xn--bcher-kva.example, -1",
        "https://例え.テスト:8443,         xn--r8jz45g.xn--zckzah, 8443",
        "https://BÜCHER.example,        xn--bcher-kva.example, -1",
        "http://main-app.:3000,         main-app.,             3000",
        "http://[::1]:3000,             [::1],                 3000",
        "http://[2001:DB8::7]/,         [2001:db8::7],         -1",
        "http://127.0.0.1:80,           127.0.0.1,             80",
        "HTTPS://App.Example:443/a?b#c, app.example,           443",
        "http://3f2a9c:80,              3f2a9c,                80",
    })
    void a_host_is_taken_as_it_is(String text, String host, int port) {
        WebAddress address = WebAddress.parse(text);
        assertThat(address.host()).isEqualTo(host);
        assertThat(address.port()).isEqualTo(port);
        assertThat(WebAddress.hostOf(URI.create(text))).contains(host);
        assertThat(WebAddress.portOf(URI.create(text))).isEqualTo(port);
    }

    @Test
    void what_stands_around_the_host_stays_in_ascii() {
        WebAddress address =
                WebAddress.parse("https://us%40er:pä@bücher.example:8443/früh stück".replace(" ", "%20") + "?q=ü#ö");
        assertThat(address.toUri())
                .isEqualTo(URI.create(
                        "https://us%40er:p%C3%A4@xn--bcher-kva.example:8443/fr%C3%BCh%20st%C3%BCck?q=%C3%BC#%C3%B6"));
        assertThat(address.withoutUserInfo().toString()).startsWith("https://xn--bcher-kva.example:8443/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "localhost:6379 | does not begin with a scheme and ://",
                "app.example | does not begin with a scheme and ://",
                "http:/app.example | does not begin with a scheme and ://",
                "http:// | has no host",
                "http://:80 | has no host",
                "http://user@ | has no host",
                "http://app..example | has a host name that cannot be",
                "http://.app | has a host name that cannot be",
                "http://app,example | has a host name that cannot be",
                "http://app example/ | has a host name that cannot be",
                "http://app%20x/ | has a host name that cannot be",
                "http://256.1.1.1 | has a host that looks like an IP address and is none",
                "http://1.2.3 | has a host that looks like an IP address and is none",
                "http://[::1 | has a host in brackets that is no IPv6 address",
                "http://[app]:80 | has a host in brackets that is no IPv6 address",
                "http://[1:2:3]/ | has a host in brackets that is no IPv6 address",
                "http://app:port | has a port that is none from 1 to 65535",
                "http://app:65536 | has a port that is none from 1 to 65535",
                "http://app:0 | has a port that is none from 1 to 65535",
                "http://a:b:80 | has a port that is none from 1 to 65535",
                "http://app/a b | has a character in its path that must be percent-encoded",
                "http://app/100%/ | has a character in its path that must be percent-encoded",
                "http://app/#a#b | has a character that must be percent-encoded",
                "http://app/[a] | has a character that must be percent-encoded",
                "http://u:p{w@app | has a character in its user and password that must be percent-encoded",
                "http://straße.example | has a host name that must be written in ASCII (xn--…), because standards differ about it",
            })
    void what_is_none_is_said_without_repeating_it(String text, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebAddress.parse(text))
                .withMessage(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://main_app", "http://app-", "http://x.1a"})
    void hosts_that_no_certificate_can_name_are_told_apart(String text) {
        assertThat(WebAddress.parse(text).hasInternetHost()).isFalse();
        assertThat(WebAddress.parse("http://app.example").hasInternetHost()).isTrue();
    }
}
