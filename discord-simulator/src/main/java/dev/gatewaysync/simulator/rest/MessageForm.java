package dev.gatewaysync.simulator.rest;

import dev.gatewaysync.simulator.guild.MessageBody;
import dev.gatewaysync.simulator.guild.Snowflakes;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the JSON of a create or edit; throws what Discord would answer to a bad one. */
final class MessageForm {

    private static final int MOST_CONTENT = 2000;
    private static final int COMPONENTS_V2 = 1 << 15;
    private static final int MOST_NONCE = 25;
    private static final int MOST_USERNAME = 80;

    private final JsonNode form;
    private final FormErrors errors = new FormErrors();

    MessageForm(JsonNode form) {
        this.form = form;
    }

    MessageBody create() {
        return body(new MessageBody("", Json.array(), Json.array(), 0, null, null));
    }

    /** What the form leaves out stays, except {@code allowed_mentions}: without it the defaults apply again. */
    MessageBody edit(MessageBody old) {
        return body(old);
    }

    private MessageBody body(MessageBody old) {
        var content = form.has("content") ? content() : old.content();
        var embeds = form.has("embeds") ? new EmbedForm(errors).read(form.get("embeds")) : old.embeds();
        var components = form.path("components").isArray() ? form.get("components") : old.components();
        int flags = form.path("flags").asInt(old.flags());
        boolean layout = (flags & COMPONENTS_V2) != 0;
        if (form.path("components").isArray()) {
            new ComponentForm(errors, layout).check(components);
            components = ComponentForm.numbered(components);
        }
        if (layout && (!content.isEmpty() || !embeds.isEmpty())) {
            errors.add(
                    "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                    "The 'content' and 'embeds' fields cannot be used with MessageFlags.IS_COMPONENTS_V2",
                    content.isEmpty() ? "embeds" : "content");
        }
        var allowed = allowedMentions();
        if (allowed != null) {
            AllowedMentionsForm.check(allowed, errors);
        }
        if (errors.any()) {
            throw errors.asError();
        }
        if (content.isEmpty() && embeds.isEmpty() && components.isEmpty()) {
            throw DiscordError.emptyMessage();
        }
        return new MessageBody(content, embeds, components, flags, allowed, old.replyTo());
    }

    private String content() {
        var content = Trimmed.of(form.path("content").asString(""));
        if (content.codePointCount(0, content.length()) > MOST_CONTENT) {
            errors.tooLong(MOST_CONTENT, "content");
        }
        return content;
    }

    private @Nullable JsonNode allowedMentions() {
        var allowed = form.path("allowed_mentions");
        return allowed.isObject() ? allowed : null;
    }

    @Nullable
    String nonce() {
        var nonce = form.path("nonce");
        if (nonce.isMissingNode() || nonce.isNull()) {
            return null;
        }
        if (nonce.asString("").length() > MOST_NONCE) {
            throw errors.tooLong(MOST_NONCE, "nonce").asError();
        }
        return nonce.asString("");
    }

    boolean enforceNonce() {
        return form.path("enforce_nonce").asBoolean(false);
    }

    /** @param failIfNotExists whether nothing is to be made where there is nothing to answer */
    record Reference(String messageId, boolean failIfNotExists) {}

    /** What a bot's message answers; null for nothing. A forward is no answer, and nobody here makes one. */
    @Nullable
    Reference reference() {
        var reference = form.path("message_reference");
        if (!reference.isObject()) {
            return null;
        }
        var id = reference.path("message_id").asString("");
        if (!Snowflakes.isSnowflake(id)) {
            throw errors.add(
                            "NUMBER_TYPE_COERCE",
                            "Value \"" + id + "\" is not snowflake.",
                            "message_reference",
                            "message_id")
                    .asError();
        }
        if (reference.path("type").asInt(0) != 0) {
            throw errors.add("BASE_TYPE_CHOICES", "Value must be one of (0,).", "message_reference", "type")
                    .asError();
        }
        return new Reference(id, reference.path("fail_if_not_exists").asBoolean(true));
    }

    /** The name a webhook wants to appear under, else {@code standard}. */
    String username(String standard) {
        var username = Trimmed.of(form.path("username").asString(""));
        if (username.isEmpty()) {
            return standard;
        }
        if (username.codePointCount(0, username.length()) > MOST_USERNAME) {
            throw errors.add(
                            "BASE_TYPE_BAD_LENGTH",
                            "Must be between 1 and " + MOST_USERNAME + " in length.",
                            "username")
                    .asError();
        }
        for (var reserved : new String[] {"discord", "clyde"}) {
            if (username.toLowerCase(Locale.ROOT).contains(reserved)) {
                throw errors.add(
                                "USERNAME_INVALID_CONTAINS", "Username cannot contain \"" + reserved + "\"", "username")
                        .asError();
            }
        }
        return username;
    }

    @Nullable
    String avatarUrl() {
        var url = form.path("avatar_url").asString("");
        return url.isEmpty() ? null : url;
    }
}
