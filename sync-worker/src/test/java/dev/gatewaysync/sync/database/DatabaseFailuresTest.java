package dev.gatewaysync.sync.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.messaging.HandlingFailure;
import dev.gatewaysync.messaging.OutageFailure;
import dev.gatewaysync.messaging.PermanentFailure;
import dev.gatewaysync.messaging.TransientFailure;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.transaction.CannotCreateTransactionException;

/** PostgreSQL's codes (its appendix A), as Spring hands them on. */
class DatabaseFailuresTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "54000", "54001", "54011", "54023", "22001", "22003", "22021", "22P05", "23505", "23502", "23514",
            })
    void what_one_row_is_to_blame_for_is_permanent(String state) {
        assertThat(classified(state)).isInstanceOf(PermanentFailure.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "08001", "53100", "53200", "53300", "57P01", "57P03", "58030"})
    void what_no_row_is_to_blame_for_is_an_outage(String state) {
        assertThat(classified(state)).isInstanceOf(OutageFailure.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "55P03", "57014", "XX000", "42P01"})
    void what_may_pass_or_is_not_known_is_tried_again_and_then_parked(String state) {
        assertThat(classified(state)).isInstanceOf(TransientFailure.class);
    }

    @Test
    void no_connection_is_an_outage() {
        assertThat(DatabaseFailures.classify(new CannotCreateTransactionException("no")))
                .isInstanceOf(OutageFailure.class);
        assertThat(DatabaseFailures.classify(new DataAccessResourceFailureException("no")))
                .isInstanceOf(OutageFailure.class);
    }

    private static HandlingFailure classified(String state) {
        var translated =
                new SQLExceptionSubclassTranslator().translate("test", null, new SQLException("said so", state));
        return DatabaseFailures.classify(
                translated == null ? new IllegalStateException(new SQLException("said so", state)) : translated);
    }
}
