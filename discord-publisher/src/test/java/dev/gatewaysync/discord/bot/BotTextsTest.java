package dev.gatewaysync.discord.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.cards.ResourceCards;
import dev.gatewaysync.discord.bot.reply.ReplyTexts;
import dev.gatewaysync.language.Language;
import dev.gatewaysync.language.Texts;
import dev.gatewaysync.storage.operator.LateWork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What members read is written in every language, and nowhere else. */
class BotTextsTest {
    private static final Texts REPLIES = Texts.beside(ReplyTexts.class);
    private static final Texts CARDS = Texts.beside(ResourceCards.class);
    private static final Path BOT = Path.of("src/main/java/dev/gatewaysync/discord/bot");
    private static final Path OF_CARDS =
            Path.of("../common/cards/src/main/java/dev/gatewaysync/cards").normalize();

    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)");
    private static final Pattern CHOICE = Pattern.compile("\\{(\\d),choice");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
    private static final List<String> OF_MEMBERS = List.of(
            "ReplyCards",
            "StatisticsCards",
            "ResourceCards",
            "CollectedCard",
            "UpdateLine",
            "PostTitle",
            "ServerEventText");
    private static final Pattern WORD = Pattern.compile("\\p{Lu}\\p{Ll}{3,}");
    private static final Pattern WORDS = Pattern.compile("\\p{L}{2,}[,:;]? \\p{L}");
    /** What only operators or programmers read, and the names of commands, which are the same in all languages. */
    private static final Pattern NOT_FOR_MEMBERS = Pattern.compile(
            "(?s)/\\*.*?\\*/|//[^\\n]*|\"\"\".*?\"\"\"|\\blog\\.\\w+\\(.*?\\);|new \\w+Exception\\(.*?\\);|String NAME =.*?;");

    static Stream<Texts> bundles() {
        return Stream.of(REPLIES, CARDS);
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void every_text_is_there_in_every_language(Texts texts) {
        for (Language language : Language.values()) {
            assertThat(texts.keys(language)).as(language.name()).isEqualTo(texts.keys(Language.ENGLISH));
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void every_language_says_the_same_things(Texts texts) {
        for (String key : texts.keys(Language.ENGLISH)) {
            for (Language language : Language.values()) {
                String text = texts.pattern(language, key);
                assertThat(found(ARGUMENT, text))
                        .as("%s in %s", key, language)
                        .isEqualTo(found(ARGUMENT, texts.pattern(Language.ENGLISH, key)));
                Set<String> numbers = found(CHOICE, text);
                for (int number : List.of(0, 1, 2, 1234)) {
                    Object[] arguments = new Object[4];
                    for (int i = 0; i < arguments.length; i++) {
                        arguments[i] = numbers.contains(Integer.toString(i)) ? (Object) number : "it's <me> {0}";
                    }
                    assertThat(texts.get(language, key, arguments)).isNotBlank();
                }
                assertThat(text.replace("''", "")).as("%s in %s", key, language).doesNotContain("'");
            }
        }
    }

    @Test
    void discord_has_room_for_them() {
        for (Language language : Language.values()) {
            for (String key : REPLIES.keys(language)) {
                int most = key.startsWith("command.")
                        ? 100
                        : key.matches("suggest\\..*|feedback\\.(title|label)")
                                ? 45
                                : key.endsWith("placeholder") ? 150 : 2000;
                assertThat(REPLIES.get(language, key, 0, 0, 0).length()).as(key).isLessThanOrEqualTo(most);
            }
        }
    }

    @Test
    void no_sentence_stands_outside_of_them() {
        assertThat(sources(BOT)
                        .filter(file -> file.toString().matches(".*/(command|reply|find)/.*|.*/MemberRoles.java"))
                        .flatMap(file -> literals(file)
                                .filter(text -> WORDS.matcher(text).find()))
                        .toList())
                .isEmpty();
        for (String name : OF_MEMBERS) {
            assertThat(literals(OF_CARDS.resolve(name + ".java"))
                            .filter(text -> WORDS.matcher(text).find()))
                    .as(name)
                    .isEmpty();
        }
    }

    /** A title, a line or a reason may be a single word: “Maintenance: ” is one as well. */
    @Test
    void no_word_stands_outside_of_them_either() {
        Stream<Path> cards = OF_MEMBERS.stream().map(name -> OF_CARDS.resolve(name + ".java"));
        Stream<Path> titles = Stream.of(
                Path.of("src/main/java/dev/gatewaysync/discord/compose/ForumPost.java"),
                BOT.resolve("member/MemberRoles.java"),
                BOT.resolve("command/ServerStates.java"));
        assertThat(Stream.concat(cards, titles)
                        .flatMap(file ->
                                literals(file).filter(text -> WORD.matcher(text).find())))
                .isEmpty();
    }

    @Test
    void whatever_keeps_the_bot_from_discord_has_words_for_members() {
        Pattern kinds = Pattern.compile("(?:lasting|said|new ReportedStatus\\.Problem)\\(\\s*\"([a-z]+)\"");
        Set<String> found = new TreeSet<>();
        sources(Path.of("src/main/java/dev/gatewaysync/discord/status"))
                .forEach(file -> found.addAll(found(kinds, code(file))));
        assertThat(found).hasSizeGreaterThan(4);
        assertThat(REPLIES.keys(Language.GERMAN))
                .containsAll(
                        found.stream().map(kind -> "status.problem." + kind).toList());
        assertThat(REPLIES.keys(Language.GERMAN))
                .containsAll(Stream.of(LateWork.Kind.values())
                        .map(kind -> "status.late." + kind.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void every_text_that_is_asked_for_is_there() {
        Pattern asked = Pattern.compile("(?:texts\\.get|text)\\(\\s*\"([a-z_.]*[a-z_])\"");
        Set<String> ofReplies = new TreeSet<>();
        sources(BOT).forEach(file -> ofReplies.addAll(found(asked, code(file))));
        assertThat(REPLIES.keys(Language.ENGLISH)).containsAll(ofReplies);
        assertThat(ofReplies).hasSizeGreaterThan(30);
        Set<String> ofCards = new TreeSet<>();
        for (String name : List.of("ReplyCards", "StatisticsCards", "PostTitle")) {
            ofCards.addAll(found(asked, code(OF_CARDS.resolve(name + ".java"))));
        }
        assertThat(CARDS.keys(Language.ENGLISH)).containsAll(ofCards);
        assertThat(ofCards).hasSizeGreaterThan(30);
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Path> sources(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String code(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> literals(Path file) {
        return LITERAL.matcher(NOT_FOR_MEMBERS.matcher(code(file)).replaceAll(""))
                .results()
                .map((MatchResult match) -> match.group(1));
    }
}
