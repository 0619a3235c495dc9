package dev.gatewaysync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportFileTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"updates\": [{\"id\":\"a\"},{\"id\":\"b\"}]} | [{\"id\":\"a\"},{\"id\":\"b\"}]",
                "[{\"id\":\"a\"} , {\"id\":\"b\"}] | [{\"id\":\"a\"},{\"id\":\"b\"}]",
                "{\"a\":{\"updates\":[1]},\"b\":\"]}{[\",\"updates\":[{\"t\":\"\\\"]}\"}],\"z\":1} | [{\"t\":\"\\\"]}\"}]",
                "{\"n\":-1.5e3,\"t\":true,\"updates\":[{\"d\":{\"l\":[[],{}]}}]} | [{\"d\":{\"l\":[[],{}]}}]",
                "[ 1, \"x\",null] | [1,\"x\",null]",
            })
    void updates_are_found_whatever_stands_around_them(String json, String part) throws IOException {
        assertThat(parts("seed.json", json)).containsExactly(part);
    }

    @Test
    void a_file_of_lines_is_read_line_by_line() throws IOException {
        assertThat(parts("all.ndjson", "{\"id\":\"a\"}\n\n  {\"id\":\"b\"}\r\n"))
                .containsExactly("[{\"id\":\"a\"},{\"id\":\"b\"}]");
        assertThat(parts("none.ndjson", "\n")).isEmpty();
        assertThat(parts("none.json", "{\"updates\":[]}")).isEmpty();
    }

    @Test
    void a_long_file_comes_in_parts() throws IOException {
        StringBuilder json = new StringBuilder("\uFEFF{\"version\":\"1\",\"updates\":[");
        for (int i = 0; i < 4_500; i++) {
            json.append(i == 0 ? "\n" : ",\n").append("{\"id\":\"u").append(i).append("\"}");
        }
        List<String> parts =
                parts("long.json", json.append("\n],\"totalUpdates\":4500}").toString());
        assertThat(parts).hasSize(3);
        assertThat(parts.get(0)).startsWith("[{\"id\":\"u0\"},").endsWith("{\"id\":\"u1999\"}]");
        assertThat(parts.get(2)).endsWith("{\"id\":\"u4499\"}]");
        String big = "{\"t\":\"" + "x".repeat(1_500_000) + "\"}";
        assertThat(parts("big.json", "[" + big + "," + big + "," + big + "]")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3",
                "{}",
                "{\"update\": []}",
                "{\"updates\": {}}",
                "{\"updates\"",
                "[{\"id\":\"a\"}",
                "[{\"id\":\"a",
                "{\"updates\": [{\"id\": 1}, {",
            })
    void what_holds_no_updates_or_is_cut_is_told(String json) {
        assertThatThrownBy(() -> parts("odd.json", json)).isInstanceOf(IOException.class);
    }

    private List<String> parts(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, text);
        List<String> parts = new ArrayList<>();
        try (ImportFile updates = ImportFile.open(file)) {
            for (String part = updates.next(); part != null; part = updates.next()) {
                parts.add(part);
            }
        }
        return parts;
    }
}
