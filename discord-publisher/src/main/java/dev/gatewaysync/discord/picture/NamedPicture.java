package dev.gatewaysync.discord.picture;

import dev.gatewaysync.input.WebAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * The picture that a page names as its own. Nobody asks for it here: Discord does, through a proxy of its own.
 *
 * @see <a href="https://ogp.me/">The Open Graph protocol</a>
 */
final class NamedPicture {
    /** The same picture by https comes first; what X calls it is what pages have that have nothing else. */
    private static final List<String> NAMES =
            List.of("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src");

    private static final int LONGEST = 2048;

    private NamedPicture() {}

    /** The first that is an https address which Discord may ask for. */
    static Optional<String> of(Page page) throws IOException {
        Document document = Jsoup.parse(
                new ByteArrayInputStream(page.start()),
                known(page.charset()),
                page.at().toString());
        return NAMES.stream()
                .flatMap(name ->
                        document
                                .select("meta[property=" + quoted(name) + "], meta[name=" + quoted(name) + "]")
                                .stream())
                .flatMap(meta -> address(meta).stream())
                .findFirst();
    }

    private static String quoted(String name) {
        return "\"" + name + "\"";
    }

    private static @Nullable String known(@Nullable String charset) {
        try {
            return charset != null && Charset.isSupported(charset) ? charset : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Optional<String> address(Element meta) {
        String content = meta.attr("content").strip();
        if (content.isEmpty()) {
            return Optional.empty();
        }
        meta.attr("content", content.replace(" ", "%20"));
        return WebAddress.of(meta.absUrl("content"))
                .filter(address -> address.scheme().equals("https")
                        && address.userInfo() == null
                        && address.hasInternetHost()
                        && address.host().contains("."))
                .map(WebAddress::toString)
                .filter(address -> address.length() <= LONGEST);
    }
}
