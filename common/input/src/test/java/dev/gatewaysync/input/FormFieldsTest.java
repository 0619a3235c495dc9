package dev.gatewaysync.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormFieldsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=1&b=x+y&c=%C3%BC | {a=[1], b=[x y], c=[ü]}",
                "a=1&a=2&b=0&a=3    | {a=[1, 2, 3], b=[0]}",
                "a&&b=&=c           | {a=[], b=[], =[c]}",
                "p%61y=a=b          | {pay=[a=b]}",
                "''                 | {}",
            })
    void a_form_is_read_as_browsers_write_it(String form, String fields) {
        assertThat(FormFields.texts(form.getBytes(StandardCharsets.UTF_8))).hasToString(fields);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%FF", "a=%", "%=1", "a=%g0"})
    void what_is_no_form_says_why(String form) {
        assertThatThrownBy(() -> FormFields.texts(form.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("is not");
    }
}
