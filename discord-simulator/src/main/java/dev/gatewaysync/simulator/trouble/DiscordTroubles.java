package dev.gatewaysync.simulator.trouble;

import dev.gatewaysync.simulator.faults.AddressBlock;
import dev.gatewaysync.simulator.faults.Faults;
import dev.gatewaysync.simulator.gateway.Gateway;
import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.guild.Overwrite;
import dev.gatewaysync.simulator.guild.Permission;
import dev.gatewaysync.simulator.guild.Webhook;
import dev.gatewaysync.simulator.limits.Scope;
import dev.gatewaysync.simulator.trouble.Trouble.Told;
import java.util.List;

/** What goes wrong with a real Discord, from the harmless to what needs a person. */
public final class DiscordTroubles {
    private static final String ANNOUNCED = "bug-fixed";
    private static final String IN_ITS_CHANNEL = "resource-added";

    /** Where the highlights of {@link #IN_ITS_CHANNEL} go. */
    private static final String CHANNEL = "ai-tools";

    private static final int RETRY_AFTER_SECONDS = 5;

    private final Guild guild;
    private final Faults faults;
    private final Gateway gateway;
    private long denied;

    private DiscordTroubles(Guild guild, Faults faults, Gateway gateway) {
        this.guild = guild;
        this.faults = faults;
        this.gateway = gateway;
    }

    public static Troubles of(Guild guild, Faults faults, Gateway gateway) {
        var of = new DiscordTroubles(guild, faults, gateway);
        return new Troubles(
                List.of(of.limit(), of.outage(), of.session(), of.hidden(), of.webhook(), of.block(), of.forbidden()));
    }

    private Trouble limit() {
        return new Trouble(
                "limit",
                "Rate limit",
                new Told(
                        "Every message is answered 429 with five seconds to wait, as when others use up a channel's limit.",
                        "Messages wait for Discord; nothing fails, and no try is used up.",
                        "Nothing.",
                        "As soon as Discord takes messages again, they come in their order, each once."),
                "/",
                ANNOUNCED,
                during(
                        "limit",
                        () -> faults.during("limit", "POST", "^/(webhooks/|channels/\\d+/messages$)")
                                .rateLimit(Scope.SHARED, RETRY_AFTER_SECONDS, RETRY_AFTER_SECONDS)));
    }

    private Trouble outage() {
        return new Trouble(
                "outage",
                "Discord answers 503",
                new Told(
                        "Every request is answered 503 by the proxy before Discord's servers; the bot stays connected.",
                        "Within a minute: “Discord answers 503”, and health is degraded.",
                        "Nothing: events are accepted as before, and their messages wait.",
                        "They are tried again by themselves, in their order, and come once each."),
                "/",
                ANNOUNCED,
                during("outage", () -> faults.during("outage", "*", ".*").unavailable()));
    }

    private Trouble session() {
        return new Trouble(
                "session",
                "Drop the bot's session",
                new Told(
                        "The bot's connection breaks and no new one comes about, as in an outage of Discord's gateway alone.",
                        "The bot is not connected; commands are not answered. Cards are shown all the same.",
                        "Nothing.",
                        "The bot connects again by itself, within a minute or so, and goes on where it was."),
                "/",
                ANNOUNCED,
                new Trouble.Breaking() {
                    @Override
                    public void begin() {
                        gateway.refuse(true);
                    }

                    @Override
                    public void end() {
                        gateway.refuse(false);
                    }
                });
    }

    private Trouble hidden() {
        return new Trouble(
                "hidden",
                "Hide #" + CHANNEL + " from the bot",
                new Told(
                        "#" + CHANNEL
                                + " becomes private: whatever the bot asks there is answered 403 with code 50001, Missing"
                                + " Access.",
                        "Nothing is sent to that channel, and which permission is missing: View Channel.",
                        "Give the bot the permission (here: mend it).",
                        "Discord tells the bot of the change; what waits is sent at once."),
                "/",
                IN_ITS_CHANNEL,
                denied(Permission.VIEW_CHANNEL));
    }

    private Trouble forbidden() {
        return new Trouble(
                "forbidden",
                "Forbid writing in #" + CHANNEL,
                new Told(
                        "The bot sees #" + CHANNEL
                                + " and may not write there: 403 with code 50013, Missing Permissions.",
                        "Nothing is sent to that channel: code 50013.",
                        "./gateway test names the permission that is missing, Send Messages: give it to the bot (here: mend it).",
                        "Discord tells the bot of the change; what waits is sent at once."),
                "/",
                IN_ITS_CHANNEL,
                denied(Permission.SEND_MESSAGES));
    }

    private Trouble webhook() {
        return new Trouble(
                "webhook",
                "Delete the webhook",
                new Told(
                        "The webhook of #updates is gone: 404 with code 10015, Unknown Webhook. Discord never brings one back.",
                        "Nothing is sent to announcements; what was to go there is among the failed messages.",
                        "Make a new webhook (here: mend it, which brings the old one back). Then Resume on the page System, and"
                                + " replay on the page Failed.",
                        "The replay sends each card once, in order."),
                "/",
                ANNOUNCED,
                new DeletedWebhook());
    }

    private Trouble block() {
        return new Trouble(
                "block",
                "Block this address",
                new Told(
                        "Every request is answered 429 by Cloudflare, without a time: this address sent too many bad ones.",
                        "Discord has blocked this address, and when it is asked again.",
                        "Nothing: each further request would make a real block longer. One asks for all whether it is over.",
                        "After a minute, two, four … one request is tried; when it is answered, everything goes on."),
                "/",
                ANNOUNCED,
                new Trouble.Breaking() {
                    @Override
                    public void begin() {
                        faults.block(AddressBlock.JSON_429);
                    }

                    @Override
                    public void end() {
                        faults.unblock();
                    }
                });
    }

    private Trouble.Breaking during(String cause, Runnable planned) {
        return new Trouble.Breaking() {
            @Override
            public void begin() {
                planned.run();
            }

            @Override
            public void end() {
                faults.lift(cause);
            }
        };
    }

    /** In the channel's own settings for the bot, as a person changes them; those for others stay. */
    private void deny(long permissions) {
        denied = permissions;
        guild.permissions()
                .overwrite(
                        guild.channels().named(CHANNEL),
                        new Overwrite(guild.applicationId(), Overwrite.Target.MEMBER, 0, denied));
    }

    private Trouble.Breaking denied(long permission) {
        return new Trouble.Breaking() {
            @Override
            public void begin() {
                deny(denied | permission);
            }

            @Override
            public void end() {
                deny(denied & ~permission);
            }
        };
    }

    private final class DeletedWebhook implements Trouble.Breaking {
        private List<Webhook> gone = List.of();

        @Override
        public void begin() {
            gone = guild.webhooks()
                    .withId(guild.credentials().webhookId())
                    .map(List::of)
                    .orElse(List.of());
            gone.forEach(webhook -> guild.webhooks().removeForNow(webhook.id()));
        }

        @Override
        public void end() {
            gone.forEach(guild.webhooks()::bringBack);
        }
    }
}
