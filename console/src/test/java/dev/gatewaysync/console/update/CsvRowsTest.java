package dev.gatewaysync.console.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowsTest {
    @Test
    void cells_are_quoted_where_the_format_asks_for_it() throws IOException {
        assertThat(row("a", "b,c", "d\"e", "f\ng", null, "", " h", true, 7, -7, "ä🎉"))
                .isEqualTo("a,\"b,c\",\"d\"\"e\",\"f\ng\",,,\" h\",true,7,-7,ä🎉\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r1", "\n1", "＝1", "＋1", "－1", "＠a"})
    void what_a_spreadsheet_would_take_for_a_formula_gets_an_apostrophe(String text) throws IOException {
        String cell = row(text);
        assertThat(cell.replace("\"", "")).startsWith("'" + text);
    }

    /** With German settings, for one, a semicolon begins the next cell, and quotation marks that do not begin a cell are letters. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a;=1     | a;'=1
            a; -1;+2 | a; '-1;'+2
            ;@x      | ;'@x
            a;b=c; d | a;b=c; d""")
    void a_formula_behind_a_semicolon_or_a_line_break_gets_one_too(String text, String written) throws IOException {
        assertThat(row(text)).isEqualTo(written + "\r\n");
        assertThat(row("a;\"=1")).isEqualTo("\"a;\"\"'=1\"\r\n");
        assertThat(row("\n=1")).isEqualTo("\"'\n'=1\"\r\n");
        assertThat(row("\r=1")).isEqualTo("\"'\r'=1\"\r\n");
        assertThat(row("a\n=1\r\n+2\r\nb")).isEqualTo("\"a\n'=1\r\n'+2\r\nb\"\r\n");
    }

    @Test
    void a_sign_inside_a_text_is_left_alone() throws IOException {
        assertThat(row("a=b", "1-2", "'=x", "{\"a\":\"=b\"}")).isEqualTo("a=b,1-2,'=x,\"{\"\"a\"\":\"\"=b\"\"}\"\r\n");
    }

    private static String row(@Nullable Object... cells) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new CsvRows(out).row(cells);
        return out.toString(StandardCharsets.UTF_8);
    }
}
