package dev.gatewaysync.cli;

import java.io.PrintWriter;

/** The tries of a delivery, with what was sent and answered. */
final class Attempts {
    private Attempts() {}

    static void print(JsonView attempts, PrintWriter out) {
        if (attempts.list().isEmpty()) {
            return;
        }
        out.println();
        Table table = new Table("ATTEMPT", "WHEN", "OUTCOME", "STATUS", "MS", "NEXT TRY", "REQUEST");
        attempts.list().forEach(attempt -> {
            JsonView exchange = attempt.at("exchange");
            table.row(
                    attempt.at("attempt"),
                    attempt.at("at"),
                    attempt.at("outcome"),
                    exchange.at("status"),
                    exchange.at("durationMs"),
                    exchange.at("nextTryAt"),
                    exchange.isThere()
                            ? exchange.at("method").text() + " "
                                    + exchange.at("route").text()
                            : "–");
        });
        table.print(out);
        attempts.list().forEach(attempt -> bodies(attempt, out));
    }

    private static void bodies(JsonView attempt, PrintWriter out) {
        body("sent", attempt, "request", out);
        body("answered", attempt, "response", out);
    }

    private static void body(String what, JsonView attempt, String name, PrintWriter out) {
        JsonView body = attempt.at("exchange").at(name);
        if (body.isThere()) {
            out.println();
            out.println("attempt " + attempt.at("attempt").text() + ", " + what + ":");
            out.println(pretty(body.text()));
        }
    }

    /** JSON on several lines; of anything else what does not move the cursor. */
    static String pretty(String text) {
        try {
            return Json.pretty(Json.parse(text));
        } catch (IllegalArgumentException e) {
            return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", " ");
        }
    }
}
