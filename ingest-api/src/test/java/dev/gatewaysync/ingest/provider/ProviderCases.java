package dev.gatewaysync.ingest.provider;

import dev.gatewaysync.events.BuiltInType;
import java.util.ArrayList;
import java.util.List;

/** What the providers send, by their documentation, and what must come of it. */
final class ProviderCases {
    /** The types that a webhook of Vercel can be made for, and the names that they had before. */
    static final List<String> VERCEL_OTHERS = words("""
            deployment.created deployment.ready deployment.canceled deployment.cleanup deployment.rollback
            deployment.check-rerequested deployment.checks.failed deployment.checks.succeeded deployment.checkrun.start
            deployment.checkrun.cancel deployment.integration.action.start deployment.integration.action.cancel
            deployment.integration.action.cleanup deployment deployment-ready deployment-prepared deployment-error
            deployment-canceled deployment-checks-completed deployment-check-rerequested domain.created
            domain.dns.records.changed domain.transfer-in.started domain.certificate.add domain.renewal project.created
            project.removed project.renamed project.domain.created project.rolling-release.started
            project.rolling-release.completed edge-config.created firewall.attack alerts.triggered budget.reached
            integration-configuration.removed integration-resource.project-connected marketplace.invoice.paid
            test-webhook""");

    /** The events of GitHub beside the two. */
    static final List<String> GITHUB_OTHERS = words("""
            ping branch_protection_configuration branch_protection_rule check_run check_suite code_scanning_alert
            commit_comment create custom_property custom_property_values delete dependabot_alert deploy_key deployment
            deployment_protection_rule deployment_review discussion discussion_comment fork github_app_authorization gollum
            installation installation_repositories installation_target issue_comment issue_dependencies issues label
            marketplace_purchase member membership merge_group meta milestone org_block organization package page_build
            personal_access_token_request project project_card project_column projects_v2 projects_v2_item
            projects_v2_status_update public pull_request pull_request_review pull_request_review_comment
            pull_request_review_thread push registry_package repository repository_advisory repository_dispatch
            repository_import repository_ruleset repository_vulnerability_alert secret_scanning_alert
            secret_scanning_alert_location secret_scanning_scan security_advisory security_and_analysis sponsorship star
            status sub_issues team team_add watch workflow_dispatch workflow_job workflow_run""");

    private ProviderCases() {}

    static List<ProviderCase> all() {
        List<ProviderCase> cases = new ArrayList<>(netlify());
        cases.addAll(vercel());
        cases.addAll(gitHub());
        return cases;
    }

    private static List<ProviderCase> netlify() {
        BuiltInType deployed = BuiltInType.APP_DEPLOYED;
        BuiltInType failed = BuiltInType.APP_STATUS_CHANGED;
        List<ProviderCase> cases = new ArrayList<>(List.of(
                netlify("ready", "deploy_created", "", deployed),
                netlify("ready", null, "", deployed),
                netlify("ready", "deploy_created", "/state=\"READY\"", deployed),
                netlify("ready", "deploy_created", "/locked=null /skipped=null -/draft", deployed),
                netlify("ready", "deploy_created", "/published_at=null", null),
                netlify("ready", "deploy_created", "/published_at=\"\"", null),
                netlify("ready", null, "/locked=true", null),
                netlify("ready", "deploy_locked", "", null),
                netlify("ready", "deploy_locked", "/locked=true", null),
                netlify("ready", "deploy_unlocked", "/locked=false", null),
                netlify("ready", "deploy_deleted", "", null),
                netlify("ready", null, "/skipped=true", null),
                netlify("ready", null, "/draft=true", null),
                netlify("ready", "deploy_created", "/context=\"deploy-preview\"", null),
                netlify("ready", "deploy_created", "/context=\"branch-deploy\"", null),
                netlify("ready", "deploy_created", "/context=\"staging\"", null),
                netlify("ready", "deploy_created", "/context=null", null),
                netlify("ready", "deploy_created", "-/context", null),
                netlify("error", "deploy_failed", "", failed),
                netlify("error", null, "/error_message=null", failed),
                netlify("error", null, "/error_message=\"Build exceeded maximum allowed runtime\"", failed),
                netlify("error", "deploy_failed", "/skipped=true", null),
                netlify(
                        "error",
                        "deploy_failed",
                        "/error_message=\"Failed during stage 'checking build content for changes': Canceled build due to no content change\"",
                        null),
                netlify("error", "deploy_failed", "/error_message=\"Canceled build due to no content change\"", null),
                netlify("error", "deploy_failed", "/error_message=\"Canceled build\"", null),
                netlify("error", "deploy_failed", "/error_message=\"Cancelled by user\"", null),
                netlify("error", "deploy_failed", "/error_message=\"Build was canceled by someone\"", null),
                netlify("error", "deploy_failed", "/error_message=\"Deploy canceled\"", null),
                netlify("error", "deploy_failed", "/error_message=\"User canceled the build\"", null),
                netlify(
                        "error",
                        "deploy_failed",
                        "/error_message=\"This build has been cancelled for a newer one\"",
                        null),
                netlify(
                        "error",
                        "deploy_failed",
                        "/error_message=\"Failed during stage 'initializing': Skipped\"",
                        null),
                netlify("error", "deploy_failed", "/error_message=\"Failed to fetch cancelled.js\"", failed),
                netlify("error", "deploy_failed", "/error_message=\"Skipped due to account usage exceeded\"", null),
                netlify("error", "deploy_failed", "/context=\"deploy-preview\"", null),
                netlify("error", "deploy_failed", "/context=null", null),
                netlify("error", "deploy_failed", "-/context", null),
                netlify("ready", "submission_created", "/state=null", null),
                netlify("ready", null, "-/state", null)));
        for (String state : words("new pending_review accepted rejected enqueued building uploading uploaded preparing"
                + " prepared processing processed retrying deleted")) {
            cases.add(netlify("ready", "deploy_building", "/state=\"" + state + "\"", null));
            cases.add(netlify("ready", null, "/state=\"" + state + "\"", null));
        }
        return cases;
    }

    private static List<ProviderCase> vercel() {
        List<ProviderCase> cases = new ArrayList<>();
        for (String type : words("deployment.succeeded deployment.promoted deployment.error")) {
            BuiltInType news = type.endsWith("error") ? BuiltInType.APP_STATUS_CHANGED : BuiltInType.APP_DEPLOYED;
            String is = "/type=\"" + type + "\"";
            cases.add(vercel(is, news));
            cases.add(vercel(is + " /payload/target=\"staging\"", null));
            cases.add(vercel(is + " /payload/target=\"preview\"", null));
            cases.add(vercel(is + " /payload/target=null", null));
            cases.add(vercel(is + " -/payload/target", null));
            cases.add(vercel(is + " /payload=null", null));
        }
        VERCEL_OTHERS.forEach(type -> cases.add(vercel("/type=\"" + type + "\"", null)));
        cases.add(vercel("-/type", null));
        return cases;
    }

    private static List<ProviderCase> gitHub() {
        BuiltInType released = BuiltInType.FEATURE_RELEASED;
        BuiltInType deployed = BuiltInType.APP_DEPLOYED;
        List<ProviderCase> cases = new ArrayList<>(List.of(
                release("", released),
                release("/release/prerelease=false", released),
                release("/release/name=null", released),
                release("/release/name=\"\" /release/body=null", released),
                release("/release/tag_name=2048 /release/name=null", released),
                release("-/release/draft", released),
                release("/release/draft=true", null)));
        for (String action : words("created edited deleted prereleased released unpublished")) {
            cases.add(release("/action=\"" + action + "\"", null));
        }
        cases.add(release("-/action", null));
        for (String name : List.of(
                "production",
                "Production",
                "production-eu",
                "production_2",
                "production/site",
                "Production – site",
                "prod")) {
            cases.add(deployment(environment(name), deployed));
        }
        for (String name : List.of(
                "staging",
                "Preview",
                "Preview – site",
                "preproduction",
                "pre-production",
                "productionlike",
                "github-pages",
                "development")) {
            cases.add(deployment(environment(name), null));
        }
        cases.add(deployment(environment("github-pages") + " /deployment/production_environment=true", deployed));
        cases.add(deployment(environment("live") + " /deployment/production_environment=true", deployed));
        cases.add(deployment("/deployment/transient_environment=true", null));
        cases.add(deployment("/deployment_status/environment=null", deployed));
        cases.add(deployment("/deployment_status/environment=\"staging\"", null));
        cases.add(deployment("-/deployment_status/environment -/deployment/environment", null));
        for (String state : words("error failure inactive in_progress queued pending waiting")) {
            cases.add(deployment("/deployment_status/state=\"" + state + "\"", null));
        }
        GITHUB_OTHERS.forEach(event -> cases.add(new ProviderCase("github", "github-deployment", event, "", null)));
        return cases;
    }

    private static String environment(String name) {
        return "/deployment_status/environment=\"" + name + "\" /deployment/environment=\"" + name + "\"";
    }

    private static ProviderCase netlify(String sample, String event, String with, BuiltInType news) {
        return new ProviderCase("netlify", "netlify-" + sample, event, with, news);
    }

    private static ProviderCase vercel(String with, BuiltInType news) {
        return new ProviderCase("vercel", "vercel-succeeded", null, with, news);
    }

    private static ProviderCase release(String with, BuiltInType news) {
        return new ProviderCase("github", "github-release", "release", with, news);
    }

    private static ProviderCase deployment(String with, BuiltInType news) {
        return new ProviderCase("github", "github-deployment", "deployment_status", with, news);
    }

    static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }
}
