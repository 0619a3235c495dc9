package dev.gatewaysync.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a line is taken, its value is that of compose-go 2 (package dotenv), which has been asked for each of these. */
class EnvFileTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("OUTER", "outer value", "EMPTYENV", "");
    private static final String SECRET = "s3cret-that-nobody-may-see";

    static Stream<Arguments> taken() {
        return Stream.of(
                line("a byte order mark", "\ufeffA=" + SECRET, SECRET),
                line("export", "export A=" + SECRET, SECRET),
                line("export and tabs", "\texport\tA=" + SECRET, SECRET),
                line("# inside a value", "A=abc#xyz", "abc#xyz"),
                line("# at its beginning", "A=#xyz", "#xyz"),
                line("a comment after a space", "A=abc # note", "abc"),
                line("a comment after two", "A=abc  # note # more", "abc"),
                line("a comment behind double quotes", "A=\"abc\" # note", "abc"),
                line("a comment behind single quotes", "A='abc' # note", "abc"),
                line("a comment close behind quotes", "A=\"abc\"# note", "abc"),
                line("# inside quotes", "A=\"abc # xyz\"", "abc # xyz"),
                line("line ends of Windows", "A=abc\r\n", "abc"),
                line("those behind quotes", "A=\"abc\" \r\n", "abc"),
                line("spaces around =", "A  =  abc  ", "abc"),
                line("spaces inside", "A=a b c", "a b c"),
                line("no value", "A=", ""),
                line("no value in quotes", "A=\"\"", ""),
                line("a colon for =", "A: abc", "abc"),
                line("= inside", "A=a=b==", "a=b=="),
                line("quotes inside", "A=a\"b'c", "a\"b'c"),
                line("an escaped quote", "A=\"a\\\"b\"", "a\"b"),
                line("an escaped single quote", "A='Let\\'s go'", "Let's go"),
                line("line feed and tab", "A=\"a\\nb\\tc\"", "a\nb\tc"),
                line("an escaped backslash", "A=\"a\\\\nb\"", "a\\nb"),
                line("a backslash before another letter", "A=\"a\\qb\"", "a\\qb"),
                line("backslashes without quotes", "A=C:\\new\\table", "C:\\new\\table"),
                line("backslashes in single quotes", "A='a\\nb'", "a\\nb"),
                line("several lines in quotes", "A=\"one\ntwo # no comment\nthree\"", "one\ntwo # no comment\nthree"),
                line("several lines in single quotes", "A='one\n\ntwo'\nB=x", "one\n\ntwo"),
                line("a variable of the environment", "A=x-$OUTER-y", "x-outer value-y"),
                line("one of an earlier line", "B=abc\nA=${B}/x", "abc/x"),
                line("the environment before the file", "OUTER=inner\nA=$OUTER", "outer value"),
                line("one in double quotes", "A=\"$OUTER\"", "outer value"),
                line("none in single quotes", "A='$OUTER ${NOBODY}'", "$OUTER ${NOBODY}"),
                line("a default", "A=${NOBODY:-abc}", "abc"),
                line("a default that is not needed", "A=${OUTER:-abc}", "outer value"),
                line("a default for nothing", "A=${EMPTYENV:-abc}", "abc"),
                line("an empty one", "A=x${EMPTYENV-abc}", "x"),
                line("an alternative", "A=${OUTER:+abc}", "abc"),
                line("a dollar", "A=pa$$word", "pa$word"),
                line("a dollar in quotes", "A=\"pa\\$word\"", "pa$word"),
                line("the last of two lines", "A=abc\nA=xyz", "xyz"),
                line("a comment before it", "# A=no\n  # A=no\n\nA=abc", "abc"),
                line("a value in another script", "A=Bücher für alle 🎉", "Bücher für alle 🎉"),
                line("a no-break space behind", "A=abc\u00a0", "abc"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("taken")
    void a_line_is_taken_as_docker_compose_takes_it(String what, String text, String value) {
        EnvFile file = parse(text);
        assertThat(file.problems()).isEmpty();
        assertThat(file.values()).containsEntry("A", value);
    }

    static Stream<Arguments> refused() {
        String name = ".env line 2 (APP_NAME) ";
        return Stream.of(
                line(
                        "no =",
                        SECRET,
                        ".env line 2 has no =, and so sets nothing. Write NAME=value, or begin the line with # to leave it out"),
                line(
                        "a name with a space",
                        "A B=" + SECRET,
                        ".env line 2 has a name before the = that cannot be one: letters, digits and _ alone, without spaces"),
                line(
                        "no name",
                        "=" + SECRET,
                        ".env line 2 has a name before the = that cannot be one: letters, digits and _ alone, without spaces"),
                line(
                        "a JSON line",
                        "\"A\": \"" + SECRET + "\",",
                        ".env line 2 has a name before the = that cannot be one: letters, digits and _ alone, without spaces"),
                line("no closing quote", "APP_NAME=\"" + SECRET, name + "has a value whose closing \" is missing"),
                line(
                        "no closing quote, and others",
                        "APP_NAME=\"" + SECRET + "\nOPS_TOKEN=\"x\"",
                        name
                                + "has a value that goes on over lines that set other variables: its closing \" is missing"),
                line(
                        "more behind the quotes",
                        "APP_NAME=\"abc\"" + SECRET,
                        name + "goes on after its closing \". Inside it, write \\\""),
                line(
                        "a comment alone",
                        "APP_NAME= # " + SECRET,
                        name
                                + "has nothing but a comment after the =, and Docker Compose takes that for the value. Put the comment into a line of its own, or the value into quotes"),
                line(
                        "a comment after a tab",
                        "APP_NAME=" + SECRET + "\t# note",
                        name
                                + "has a # after a tab, which is no comment for Docker Compose. Put a space before it, or the value into quotes"),
                line(
                        "a variable that nobody set",
                        "APP_NAME=" + SECRET + "$NOBODY",
                        name
                                + "has a $ before the name of a variable that is not set. Put the value into single quotes, or write $$ for a dollar"),
                line(
                        "the same in braces",
                        "APP_NAME=" + SECRET + "${NOBODY}",
                        name
                                + "has a $ before the name of a variable that is not set. Put the value into single quotes, or write $$ for a dollar"),
                line(
                        "the same in double quotes",
                        "APP_NAME=\"" + SECRET + "$NOBODY\"",
                        name
                                + "has a $ before the name of a variable that is not set. Put the value into single quotes, or write $$ for a dollar"),
                line(
                        "a dollar at the end",
                        "APP_NAME=" + SECRET + "$",
                        name
                                + "has a $ that stands for no variable. Put the value into single quotes, or write $$ for a dollar"),
                line(
                        "a dollar before a digit",
                        "APP_NAME=" + SECRET + "$1",
                        name
                                + "has a $ that stands for no variable. Put the value into single quotes, or write $$ for a dollar"),
                line(
                        "no closing brace",
                        "APP_NAME=${OUTER",
                        name + "has a ${ without its }. Put the value into single quotes, or write $$ for a dollar"),
                line(
                        "what must be set and is not",
                        "APP_NAME=${NOBODY:?" + SECRET + "}",
                        name + "needs the variable NOBODY, which is not set"),
                line(
                        "typographic quotes",
                        "APP_NAME=“" + SECRET + "”",
                        name + "has a value in typographic quotes, which would be part of it. Use \" or '"),
                line(
                        "a character that does not show",
                        "APP_NAME=" + SECRET + "\u200b",
                        name
                                + "has a character that does not show, as copying from a page brings along. Type the value anew"),
                line(
                        "an octal escape",
                        "APP_NAME=\"\\0101\"",
                        name + "has an octal escape (\\0…). Write the character itself"),
                line(
                        "line ends of old Macs",
                        "APP_NAME=" + SECRET + "\rB=x",
                        name + "ends with a carriage return alone. Save the file with line ends of Unix or Windows"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void what_cannot_be_meant_is_named_by_its_line_and_never_by_what_it_holds(
            String what, String text, String problem) {
        EnvFile file = parse("FIRST=1\n" + text + "\nLAST=1\n");
        assertThat(file.problems()).extracting(EnvFile.Problem::text).containsExactly(problem);
        assertThat(file.values()).containsEntry("FIRST", "1").doesNotContainKey("APP_NAME");
        assertThat(file.problems().toString() + file.warnings() + file).doesNotContain(SECRET);
    }

    @Test
    void every_line_that_cannot_be_read_is_named_at_once() {
        assertThat(parse("one\nA=\"x\ny\"\ntwo\nB='z'q\n").problems())
                .extracting(EnvFile.Problem::text)
                .extracting(text -> text.replaceFirst(" (has|goes).*", ""))
                .containsExactly(".env line 1", ".env line 4", ".env line 5");
    }

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of(
                        "UTF-16 of PowerShell",
                        ("\ufeffA=" + SECRET).getBytes(StandardCharsets.UTF_16LE),
                        ".env is UTF-16, as Windows PowerShell's > writes it. Save it as UTF-8"),
                Arguments.of(
                        "UTF-16, big end first",
                        ("A=" + SECRET).getBytes(StandardCharsets.UTF_16),
                        ".env is UTF-16, as Windows PowerShell's > writes it. Save it as UTF-8"),
                Arguments.of(
                        "UTF-16 without a mark",
                        ("A=" + SECRET).getBytes(StandardCharsets.UTF_16LE),
                        ".env line 1 has a zero character; it is no text, or UTF-16. Save the file as UTF-8"),
                Arguments.of(
                        "Latin-1",
                        "A=x\nAPP_NAME=Bücher\n".getBytes(StandardCharsets.ISO_8859_1),
                        ".env line 2 has a character that is not UTF-8. Save the file as UTF-8"),
                Arguments.of(
                        "a character cut in the middle",
                        new byte[] {'A', '=', '\n', '\n', 'B', '=', (byte) 0xc3},
                        ".env line 3 has a character that is not UTF-8. Save the file as UTF-8"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void a_file_in_another_encoding_is_refused_in_one_line(String what, byte[] bytes, String problem) {
        assertThat(EnvFile.parse(bytes, ENVIRONMENT, ".env").problems())
                .extracting(EnvFile.Problem::text)
                .containsExactly(problem);
    }

    @Test
    void a_name_that_stands_twice_with_two_values_is_warned_of() {
        assertThat(parse("APP_NAME=1\nB=2\nAPP_NAME=3\nB=2").warnings())
                .containsExactly(".env sets APP_NAME twice, in line 1 and in line 3: the last one counts");
    }

    @Test
    void a_line_with_half_of_a_secret_before_its_equals_sign_is_not_told() {
        String half = "czNjcmV0LXRoYXQtbm9ib2R5LW1heS1zZWU";
        EnvFile file = parse(half + "==\n" + half + "=x\n" + half + "=\"");
        assertThat(file.problems())
                .extracting(EnvFile.Problem::text)
                .containsExactly(".env line 3 has a value whose closing \" is missing");
        assertThat(file.warnings())
                .containsExactly(".env sets a name twice, in line 1 and in line 2: the last one counts");
        assertThat(file.toString()).doesNotContain(half);
    }

    @Test
    void export_alone_hands_on_what_the_environment_has() {
        EnvFile file = parse("export OUTER\nexport A=b");
        assertThat(file.problems()).isEmpty();
        assertThat(file.values()).containsOnlyKeys("A");
    }

    @Test
    void a_missing_file_is_empty_and_a_folder_is_none(@TempDir Path folder) throws IOException {
        assertThat(EnvFile.read(folder.resolve(".env"), Map.of()).problems()).isEmpty();
        Files.createDirectory(folder.resolve(".env"));
        assertThat(EnvFile.read(folder.resolve(".env"), Map.of()).problems())
                .extracting(EnvFile.Problem::text)
                .containsExactly(".env is a folder, and should be a file with lines such as APP_NAME=Name");
    }

    static Stream<Arguments> misspelt() {
        return Stream.of(
                Arguments.of("WEBHOOK_SECERT", "WEBHOOK_SECRET"),
                Arguments.of("WEBHOOK_SECRETS", "WEBHOOK_SECRET"),
                Arguments.of("WEBHOOKSECRET", "WEBHOOK_SECRET"),
                Arguments.of("webhook_secret", "WEBHOOK_SECRET"),
                Arguments.of("WEBHOOK-SECRET", "WEBHOOK_SECRET"),
                Arguments.of("DISCORD_TOKKEN", "DISCORD_TOKEN"),
                Arguments.of("GUILDID", "GUILD_ID"),
                Arguments.of("MAIN_APP_URI", "MAIN_APP_URL"),
                Arguments.of("DISCORD_WEBHOOK_URLS", "DISCORD_WEBHOOK_URL"),
                Arguments.of("BACKUP_INTERVALL", "BACKUP_INTERVAL"),
                Arguments.of("OPS_TOKE", "OPS_TOKEN"));
    }

    @ParameterizedTest
    @MethodSource("misspelt")
    void a_name_that_resembles_ours_is_warned_of(String name, String meant) {
        assertThat(SettingNames.misspelt(List.of(name, "PATH")))
                .containsExactly(name + " is no setting. Did you mean " + meant + "?");
    }

    @Test
    void names_of_others_are_left_alone() {
        assertThat(SettingNames.misspelt(List.of(
                        "PATH",
                        "HOME",
                        "LANG",
                        "NODE_ENV",
                        "APP_ENV",
                        "DATABASE",
                        "REDIS_HOST",
                        "REDIS_PASSWORD",
                        "GRAFANA_PORT",
                        "POSTGRES_PASSWORD",
                        "DISCORD_CLIENT_ID",
                        "GITHUB_TOKEN",
                        "MAIN_APP",
                        "WEBHOOK",
                        "JAVA_HOME",
                        "REDIS_PORT",
                        "RABBITMQ_PORT",
                        "SECRET_TOKEN",
                        "DATABASE_URL_TEST",
                        "TEST_DATABASE_URL")))
                .isEmpty();
    }

    private static Arguments line(String what, String text, String expected) {
        return Arguments.of(what, text, expected);
    }

    private static EnvFile parse(String text) {
        return EnvFile.parse(text.getBytes(StandardCharsets.UTF_8), ENVIRONMENT, ".env");
    }
}
