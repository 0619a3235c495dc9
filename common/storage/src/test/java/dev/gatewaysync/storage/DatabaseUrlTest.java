package dev.gatewaysync.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    @Test
    void a_postgres_url_is_taken_apart_for_jdbc() {
        DatabaseUrl url = DatabaseUrl.parse("postgres://ada:p%40ss+word@db.example:5433/gateway?sslmode=require");
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:5433/gateway?sslmode=require");
        assertThat(url.username()).isEqualTo("ada");
        assertThat(url.password()).isEqualTo("p@ss+word");
        assertThat(url.dialect()).isEqualTo(DatabaseDialect.POSTGRESQL);
    }

    @Test
    void jdbc_urls_are_taken_as_they_are() {
        assertThat(DatabaseUrl.parse("jdbc:sqlite:data/gateway.db").dialect()).isEqualTo(DatabaseDialect.SQLITE);
        assertThat(DatabaseUrl.parse("jdbc:postgresql://db/gateway").jdbcUrl())
                .isEqualTo("jdbc:postgresql://db/gateway");
    }

    @Test
    void sqlite_alone_is_called_in_this_process_once_for_each_connection() {
        assertThat(Database.nativeCalls("jdbc:sqlite:data/gateway.db"))
                .isGreaterThan(DatabaseDialect.SQLITE.connections());
        assertThat(Database.nativeCalls("postgres://ada@db/gateway")).isZero();
        assertThat(Database.nativeCalls("")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://u:hunter2@h/d",
                "postgres://u:hunter2@/d",
                "postgres://u:hunter2@h",
                "postgres://u:hunter2 @h/d"
            })
    void another_url_is_refused_without_repeating_its_password(String url) {
        assertThatThrownBy(() -> DatabaseUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("for example")
                .message()
                .doesNotContain("hunter2");
    }
}
