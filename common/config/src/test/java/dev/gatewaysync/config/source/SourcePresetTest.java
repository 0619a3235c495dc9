package dev.gatewaysync.config.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.SourceAuth;
import dev.gatewaysync.config.SourceDefinition;
import dev.gatewaysync.events.EventJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.node.ObjectNode;

/** Bodies have the fields that the senders' documents name, with values of our own. */
class SourcePresetTest {
    private static final List<String> NAMES = SourcePreset.names();

    @ParameterizedTest
    @FieldSource("NAMES")
    void every_preset_can_be_read_and_ends_with_a_rule_for_whatever_else_comes(String name) {
        SourcePreset preset = SourcePreset.named(name).orElseThrow();
        assertThat(preset.events().getLast().when()).isNull();
        assertThat(preset.events().getLast().ignore()).isNotBlank();
        assertThat(of(name, "[7]")).isInstanceOf(SourceOutcome.Ignored.class);
        assertThat(of(name, "{}")).isInstanceOf(SourceOutcome.Ignored.class);
    }

    @Test
    void a_release_of_gitlab_is_a_feature() {
        SourceOutcome.Event event = event(of("gitlab", """
                {"object_kind":"release","action":"create","id":4,"name":"Collections","tag":"v2.1.0",
                 "description":"Make **lists**.","released_at":"2026-03-01 10:00:00 UTC",
                 "url":"https://gitlab.example/app/-/releases/v2.1.0","project":{"id":2,"name":"app"}}""", "Idempotency-Key", "k-1"));
        assertThat(event.type()).hasToString("feature-released");
        assertThat(event.data())
                .hasToString(json("{'featureName':'Collections','description':'Make **lists**.',"
                        + "'descriptionFormat':'markdown','version':'v2.1.0',"
                        + "'url':'https://gitlab.example/app/-/releases/v2.1.0','timestamp':'2026-03-01T10:00:00Z'}"));
        assertThat(event.timestamp()).hasToString("2026-03-01T10:00:00Z");
        assertThat(event.key()).isEqualTo("k-1");
        assertThat(of("gitlab", "{\"object_kind\":\"release\",\"action\":\"update\",\"name\":\"x\"}"))
                .isEqualTo(new SourceOutcome.Ignored("a release is news once it is created"));
    }

    @Test
    void a_deployment_of_gitlab_to_production_is_a_deploy_or_a_failed_one() {
        String body = """
                {"object_kind":"deployment","status":"success","status_changed_at":"2026-03-01 12:00:00 +0200",
                 "deployment_id":15,"deployable_url":"https://gitlab.example/app/-/jobs/7","environment":"production",
                 "environment_tier":"production","environment_external_url":"https://app.example",
                 "short_sha":"279484c0","ref":"main","commit_title":"Faster search","project":{"id":30,"name":"app"}}""";
        assertThat(event(of("gitlab", body)).data())
                .hasToString(json("{'version':'279484c0','changes':['Faster search'],'url':'https://app.example',"
                        + "'timestamp':'2026-03-01T12:00:00+02:00'}"));
        assertThat(event(of("gitlab", body.replace("\"main\"", "\"v1.4.2\"")))
                        .data()
                        .path("version")
                        .asString())
                .isEqualTo("v1.4.2");
        SourceOutcome.Event failed = event(of("gitlab", body.replace("\"success\"", "\"failed\"")));
        assertThat(failed.type()).hasToString("app-status-changed");
        assertThat(failed.data().path("reason").asString()).isEqualTo("app: the deployment to production failed");
        assertThat(of("gitlab", body.replace("\"success\"", "\"running\"")))
                .isEqualTo(new SourceOutcome.Ignored("a deployment in this state is no news"));
        assertThat(of(
                        "gitlab",
                        body.replace("\"environment_tier\":\"production\"", "\"environment_tier\":\"staging\"")))
                .isEqualTo(new SourceOutcome.Ignored("a deployment outside production is no news"));
        String untiered = body.replace("\"environment_tier\":\"production\",", "");
        assertThat(of("gitlab", untiered)).isInstanceOf(SourceOutcome.Event.class);
        assertThat(of(
                        "gitlab",
                        untiered.replace("\"environment\":\"production\"", "\"environment\":\"preproduction\"")))
                .isInstanceOf(SourceOutcome.Ignored.class);
    }

    @Test
    void an_issue_of_sentry_is_one_card_from_its_alert_to_its_end() {
        SourceOutcome.Event alert = event(of("sentry", """
                {"action":"triggered","actor":{"id":"sentry","type":"application"},
                 "data":{"event":{"event_id":"e48","title":"ReferenceError: cart is not defined","culprit":"checkout(pay)",
                   "web_url":"https://sentry.example/issues/117/events/e48/","issue_id":"117","level":"error",
                   "datetime":"2026-03-01T10:00:00.677000Z","release":null,"environment":"production"},
                  "triggered_rule":"Shop errors"}}""", "Sentry-Hook-Resource", "event_alert"));
        assertThat(alert.type()).hasToString("custom");
        assertThat(alert.key()).isEqualTo("alert:e48:Shop errors");
        assertThat(alert.data())
                .hasToString(json("{'title':'🐞 ReferenceError: cart is not defined','description':'checkout(pay)',"
                        + "'url':'https://sentry.example/issues/117/events/e48/','priority':'high','category':'status',"
                        + "'fields':[{'name':'Alert','value':'Shop errors','inline':true},"
                        + "{'name':'Level','value':'error','inline':true},"
                        + "{'name':'Environment','value':'production','inline':true}],"
                        + "'key':'sentry/117','timestamp':'2026-03-01T10:00:00.677000Z'}"));
        String issue = """
                {"action":"resolved","data":{"issue":{"id":"117","shortId":"SHOP-9","title":"ReferenceError",
                 "culprit":"checkout(pay)","level":"error","web_url":"https://sentry.example/issues/117/",
                 "project":{"id":"1","name":"shop"},"status":"resolved","firstSeen":"2026-03-01T10:00:00.391000Z"}}}""";
        SourceOutcome.Event end = event(of("sentry", issue, "Sentry-Hook-Resource", "issue", "Request-ID", "r-1"));
        assertThat(end.data().path("title").asString()).isEqualTo("✅ ReferenceError");
        assertThat(end.data().path("priority").asString()).isEqualTo("normal");
        assertThat(end.data().path("key").asString()).isEqualTo("sentry/117");
        assertThat(end.key()).isEqualTo("r-1");
        assertThat(of("sentry", issue.replace("\"resolved\"", "\"assigned\""), "Sentry-Hook-Resource", "issue"))
                .isInstanceOf(SourceOutcome.Ignored.class);
        assertThat(of("sentry", issue, "Sentry-Hook-Resource", "comment")).isInstanceOf(SourceOutcome.Ignored.class);
    }

    @Test
    void an_alert_of_sentry_on_a_metric_is_one_card_too() {
        String body = """
                {"action":"critical","data":{"description_text":"1000 events in 10 minutes",
                 "description_title":"Critical: Too many errors","web_url":"https://sentry.example/alerts/1/",
                 "metric_alert":{"id":"4","alert_rule":{"id":"7","name":"Too many errors"}}}}""";
        SourceOutcome.Event event =
                event(of("sentry", body, "Sentry-Hook-Resource", "metric_alert", "Request-ID", "r"));
        assertThat(event.data())
                .hasToString(json("{'title':'🔴 Too many errors','description':'1000 events in 10 minutes',"
                        + "'url':'https://sentry.example/alerts/1/','priority':'high','category':'status',"
                        + "'key':'sentry/metric/4'}"));
        assertThat(title(of(
                        "sentry",
                        body.replace("\"critical\"", "\"resolved\""),
                        "Sentry-Hook-Resource",
                        "metric_alert")))
                .isEqualTo("✅ Too many errors");
    }

    @Test
    void a_payment_at_stripe_says_its_amount_and_nobodys_name() {
        String body = """
                {"id":"evt_1","object":"event","type":"charge.succeeded","created":1772359200,"livemode":true,
                 "pending_webhooks":1,"data":{"object":{"id":"ch_1","object":"charge","amount":123450,"currency":"eur",
                 "billing_details":{"name":"A Person","email":"a@example.com"},"receipt_email":"a@example.com"}}}""";
        SourceOutcome.Event event = event(of("stripe", body));
        assertThat(event.data())
                .hasToString(json("{'title':'💳 A payment of 1,234.50 EUR','category':'general',"
                        + "'timestamp':'2026-03-01T10:00:00Z'}"));
        assertThat(event.key()).isEqualTo("evt_1");
        assertThat(event.timestamp()).hasToString("2026-03-01T10:00:00Z");
        assertThat(title(of("stripe", body.replace("\"eur\"", "\"jpy\"")))).isEqualTo("💳 A payment of 123,450 JPY");
        assertThat(title(of("stripe", body.replace("\"eur\"", "\"kwd\"").replace("true", "false"))))
                .isEqualTo("💳 A payment of 123.450 KWD (test)");
        assertThat(of("stripe", body.replace("charge.succeeded", "charge.refunded")))
                .isEqualTo(new SourceOutcome.Ignored("an event of this type is no news"));
    }

    @Test
    void a_subscription_at_stripe_begins_and_ends() {
        String body = """
                {"id":"evt_2","type":"customer.subscription.created","created":1772359200,"livemode":true,
                 "data":{"object":{"id":"sub_1","customer":"cus_1","cancellation_details":{"reason":null},
                 "items":{"data":[{"price":{"nickname":"Supporter","unit_amount":500,"currency":"eur",
                 "recurring":{"interval":"month"}}}]}}}}""";
        assertThat(event(of("stripe", body)).data())
                .hasToString(json("{'title':'🎉 A new subscription: Supporter','category':'general',"
                        + "'fields':[{'name':'Billed','value':'every month','inline':true}],"
                        + "'timestamp':'2026-03-01T10:00:00Z'}"));
        assertThat(title(of(
                        "stripe",
                        body.replace("created\",\"created", "deleted\",\"created")
                                .replace("\"Supporter\"", "null"))))
                .isEqualTo("👋 A subscription has ended");
    }

    @Test
    void what_uptime_kuma_says_of_a_monitor_is_one_incident_from_its_beginning_to_its_end() {
        String down = """
                {"heartbeat":{"monitorID":3,"status":0,"time":"2026-03-01 10:00:00.123","msg":"connect ECONNREFUSED",
                 "important":true,"duration":60,"timezone":"Europe/Berlin"},
                 "monitor":{"id":3,"name":"Website","url":"https://app.example","type":"http"},
                 "msg":"[Website] [🔴 Down] connect ECONNREFUSED"}""";
        SourceOutcome.Event event = event(of("uptime-kuma", down));
        assertThat(event.type()).hasToString("app-status-changed");
        assertThat(event.data())
                .hasToString(json("{'status':'offline','incident':'uptime-kuma:3:2026-03-01T10:00:00',"
                        + "'reason':'Website: connect ECONNREFUSED','since':'2026-03-01T10:00:00Z',"
                        + "'url':'https://app.example','timestamp':'2026-03-01T10:00:00Z'}"));
        assertThat(event.timestamp()).hasToString("2026-03-01T10:00:00Z");
        assertThat(event.key()).isEqualTo("3:0:2026-03-01 10:00:00.123");
        assertThat(of("uptime-kuma", down.replace("\"important\":true", "\"important\":false")))
                .isEqualTo(new SourceOutcome.Ignored("it was down before"));

        String up = """
                {"heartbeat":{"monitorID":3,"status":1,"time":"2026-03-01 10:02:05.500","msg":"200 - OK",
                 "important":true,"lastDownTime":"2026-03-01T10:00:00.123Z"},
                 "monitor":{"id":3,"name":"Website","url":"https://","type":"ping"},"msg":"[Website] [✅ Up] 200 - OK"}""";
        assertThat(event(of("uptime-kuma", up)).data())
                .hasToString(json("{'status':'online','incident':'uptime-kuma:3:2026-03-01T10:00:00',"
                        + "'reason':'Website: 200 - OK','since':'2026-03-01T10:00:00Z','durationSeconds':125,"
                        + "'timestamp':'2026-03-01T10:02:05Z'}"));
        assertThat(event(of("uptime-kuma", up.replace(",\"lastDownTime\":\"2026-03-01T10:00:00.123Z\"", "")))
                        .data()
                        .has("incident"))
                .isFalse();
        assertThat(of("uptime-kuma", up.replace("\"status\":1", "\"status\":2")))
                .isInstanceOf(SourceOutcome.Ignored.class);
    }

    @Test
    void what_uptime_kuma_says_without_a_heartbeat_is_a_test_or_a_certificate() {
        assertThat(of("uptime-kuma", "{\"heartbeat\":null,\"monitor\":null,\"msg\":\"My hook Testing\"}"))
                .isEqualTo(new SourceOutcome.Ignored("a test is no news"));
        assertThat(
                        title(
                                of(
                                        "uptime-kuma",
                                        "{\"heartbeat\":null,\"msg\":\"[Website][https://app.example] certificate will expire in 7 days\"}")))
                .startsWith("⚠️ [Website]");
    }

    @Test
    void a_group_of_alerts_of_grafana_is_one_card() {
        String body = """
                {"receiver":"discord","status":"firing","orgId":1,"groupKey":"{}:{alertname=\\"Slow\\"}",
                 "alerts":[{"status":"firing","labels":{"alertname":"Slow","zone":"a"},
                   "annotations":{"summary":"p99 over 2 s"},"startsAt":"2026-03-01T10:00:00Z",
                   "endsAt":"0001-01-01T00:00:00Z","fingerprint":"c6e","generatorURL":"https://grafana.example/alerting/1",
                   "dashboardURL":"","panelURL":""},
                  {"status":"resolved","labels":{"alertname":"Slow","zone":"b"},"annotations":{},
                   "startsAt":"2026-03-01T09:00:00Z","fingerprint":"bc9"}],
                 "groupLabels":{"alertname":"Slow"},"commonLabels":{"alertname":"Slow"},
                 "externalURL":"https://grafana.example/","version":"1"}""";
        SourceOutcome.Event event = event(of("grafana", body));
        assertThat(event.data())
                .hasToString(json("{'title':'🔥 Slow','description':'🔥 p99 over 2 s\\n✅ Slow',"
                        + "'url':'https://grafana.example/alerting/1','priority':'high','category':'status',"
                        + "'key':'grafana/{}:{alertname=\\'Slow\\'}'}"));
        assertThat(event.key())
                .isEqualTo("{}:{alertname=\"Slow\"}|firing|c6e:firing:2026-03-01T10:00:00Z,"
                        + "bc9:resolved:2026-03-01T09:00:00Z");
        assertThat(title(of("grafana", body.replaceFirst("\"firing\"", "\"resolved\""))))
                .isEqualTo("✅ Slow is over");
    }

    /** What becomes of all that these three send is shown where their own paths are, {@code ProviderTableTest}. */
    @Test
    void what_github_netlify_and_vercel_tell_of_is_known_again_by_their_bodies() {
        SourceOutcome.Event release = event(of("github", """
                {"action":"published","release":{"id":5,"name":"Collections","tag_name":"v2.1.0","prerelease":true,
                 "published_at":"2026-03-01T10:00:00Z"},"repository":{"id":2}}""", "X-GitHub-Event", "release", "X-GitHub-Delivery", "d-1"));
        assertThat(release.data())
                .hasToString(json("{'featureName':'Collections','version':'v2.1.0','prerelease':true}"));
        assertThat(release.about()).isEqualTo("release:2#5");
        assertThat(release.key()).isEqualTo("d-1");
        assertThat(release.timestamp()).hasToString("2026-03-01T10:00:00Z");

        SourceOutcome.Event deploy = event(of("netlify", """
                {"id":"66f","state":"ready","context":"production","title":"Faster\\nsearch","ssl_url":"https://app.example",
                 "published_at":"soon","updated_at":"2026-03-01T10:00:00Z"}"""));
        assertThat(deploy.data()).hasToString(json("{'version':'Faster','url':'https://app.example'}"));
        assertThat(deploy.about()).isEqualTo("deployed:66f+soon");
        assertThat(deploy.timestamp()).hasToString("2026-03-01T10:00:00Z");

        SourceOutcome.Event failed = event(of(
                "vercel",
                "{\"type\":\"deployment.error\",\"payload\":{\"target\":\"production\"},\"createdAt\":1757160000000}"));
        assertThat(failed.data()).hasToString(json("{'status':'deploy-failed'}"));
        assertThat(failed.about()).as("its body has to do").isEmpty();
        assertThat(failed.timestamp()).hasToString("2025-09-06T12:00:00Z");
        assertThat(event(of("gitlab", "{\"object_kind\":\"release\",\"action\":\"create\",\"tag\":\"v1\"}"))
                        .about())
                .as("a rule that does not ask")
                .isNull();
    }

    @Test
    void a_text_that_no_expression_may_have_loses_no_event_of_theirs() {
        String notes = "n".repeat(300_000);
        SourceOutcome.Event release = event(of(
                "github",
                "{\"action\":\"published\",\"release\":{\"name\":\"x\",\"body\":\"" + notes + "\"}}",
                "X-GitHub-Event",
                "release"));
        assertThat(release.data().path("description").asString())
                .hasSize(262_144)
                .endsWith("n…");
    }

    @Test
    void what_a_sender_says_wrongly_is_left_out_and_what_is_needed_and_missing_is_refused() {
        assertThat(event(of(
                                "gitlab",
                                "{\"object_kind\":\"release\",\"action\":\"create\",\"tag\":\"v1\",\"url\":\"nowhere\","
                                        + "\"released_at\":\"some day\"}"))
                        .data())
                .hasToString(json("{'featureName':'v1','version':'v1'}"));
        assertThat(of("gitlab", "{\"object_kind\":\"release\",\"action\":\"create\"}"))
                .isInstanceOfSatisfying(
                        SourceOutcome.Refused.class,
                        refused -> assertThat(refused.problems())
                                .extracting(problem -> problem.pointer())
                                .containsExactly("/data/featureName"));
    }

    @Test
    void what_nobody_may_keep_of_a_deploy_is_gone_before_a_rule_sees_it() {
        SourceDefinition source = new SourceDefinition(
                "theirs",
                "netlify",
                new SourceAuth.PresetSecret("secret"),
                null,
                List.of(new SourceDefinition.Mapping(null, "custom", null, Map.of(), null, null, null)));
        ObjectNode body = (ObjectNode) EventJson.mapper()
                .readTree("{\"title\":\"x\",\"log_access_attributes\":{\"token\":\"t\"},"
                        + "\"fields\":[{\"name\":\"a\",\"value\":\"b\",\"log_access_attributes\":\"t\"}]}");

        SourceOutcome outcome =
                new SourceMapping(GatewayConfig.NONE, source).of(new SourceRequest(body, Map.of(), Map.of()));

        assertThat(event(outcome).data().toString())
                .contains("\"title\":\"x\"", "\"value\":\"b\"")
                .doesNotContain("log_access_attributes");
        assertThat(body.has("log_access_attributes"))
                .as("the request is as it came")
                .isTrue();
    }

    private static SourceOutcome of(String preset, String body, String... headers) {
        SourceDefinition source =
                new SourceDefinition("theirs", preset, new SourceAuth.PresetSecret("secret"), null, List.of());
        return new SourceMapping(GatewayConfig.NONE, source)
                .of(new SourceRequest(
                        EventJson.mapper().readTree(body),
                        headers.length == 0
                                ? Map.of()
                                : headers.length == 2
                                        ? Map.of(headers[0], headers[1])
                                        : Map.of(headers[0], headers[1], headers[2], headers[3]),
                        Map.of()));
    }

    private static SourceOutcome.Event event(SourceOutcome outcome) {
        assertThat(outcome).isInstanceOf(SourceOutcome.Event.class);
        return (SourceOutcome.Event) outcome;
    }

    private static String title(SourceOutcome outcome) {
        return event(outcome).data().path("title").asString();
    }

    private static String json(String singleQuoted) {
        return singleQuoted.replace("\\'", "\\\"").replace('\'', '"').replace("\\\"", "\\\"");
    }
}
