package dev.gatewaysync.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.http.ProblemDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

class ProblemResponsesTest {
    @Test
    void a_problem_that_its_status_explains_has_four_members_in_their_order() {
        ResponseEntity<byte[]> answer = ProblemResponses.entity(
                ProblemDocument.untyped(404, ProblemResponses.title(404, "Error"), "There is no “such” page."),
                HttpHeaders.EMPTY);
        assertThat(answer.getStatusCode().value()).isEqualTo(404);
        assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer.getBody()).asString(StandardCharsets.UTF_8).isEqualTo("""
                {"type":"about:blank","title":"Not Found","status":404,"detail":"There is no “such” page."}""");
    }

    @Test
    void a_bad_body_is_explained_place_by_place() {
        ProblemDocument problem = new ProblemDocument(
                "https://gateway-sync.dev/problem/invalid",
                "Unprocessable Content",
                422,
                "The body has a problem: see errors",
                List.of(new ProblemDocument.Violation("/data/version", "is missing")));
        assertThat(ProblemResponses.bytes(problem))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("""
                {"type":"https://gateway-sync.dev/problem/invalid","title":"Unprocessable Content","status":422,\
                "detail":"The body has a problem: see errors",\
                "errors":[{"pointer":"/data/version","message":"is missing"}]}""");
    }

    @Test
    void a_status_that_nobody_has_named_has_a_title_all_the_same() {
        assertThat(ProblemResponses.title(499, "Refused")).isEqualTo("Refused");
    }
}
