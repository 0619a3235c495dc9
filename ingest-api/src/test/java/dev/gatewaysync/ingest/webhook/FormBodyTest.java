package dev.gatewaysync.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class FormBodyTest {
    @ParameterizedTest
    @CsvSource({
        "application/x-www-form-urlencoded, true",
        "application/x-www-form-urlencoded; charset=UTF-8, true",
        "APPLICATION/X-WWW-FORM-URLENCODED, true",
        "application/json, false",
        "no media type, false",
        ", false",
    })
    void a_form_is_known_by_its_content_type(String contentType, boolean isForm) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setContentType(contentType);

        assertThat(FormBody.isForm(request)).isEqualTo(isForm);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "payload=%7B%22a%22%3A1%7D,           {\"a\":1}",
                "x=1&payload=a+b&y=2,                 a b",
                "payload=%C3%BC,                      ü",
                "p%61yload=1,                         1",
                "payload=a=b,                         a=b",
                "payload=,                            ``",
                "payload,                             ``",
            })
    void the_field_is_decoded_as_browsers_encode_it(String form, String value) {
        assertThat(new String(field(form), StandardCharsets.UTF_8)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "other=1", "payload2=1", "&&"})
    void a_form_without_the_field_says_where_the_json_must_be(String form) {
        assertThatThrownBy(() -> field(form)).hasMessageContaining("no field payload");
    }

    @Test
    void two_fields_of_the_name_are_one_too_many() {
        assertThatThrownBy(() -> field("payload=1&payload=2")).hasMessageContaining("more than one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"payload=%", "payload=%4", "payload=%zz", "%=1"})
    void a_percent_without_two_hex_digits_is_no_form(String form) {
        assertThatThrownBy(() -> field(form)).hasMessageContaining("two hex digits");
    }

    private static byte[] field(String form) {
        return FormBody.field(form.getBytes(StandardCharsets.UTF_8), "payload");
    }
}
