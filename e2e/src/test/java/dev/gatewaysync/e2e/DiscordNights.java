package dev.gatewaysync.e2e;

import dev.gatewaysync.simulator.faults.AddressBlock;
import dev.gatewaysync.simulator.guild.Permission;
import java.time.Duration;
import java.util.List;

/** Nights in which Discord refuses. */
final class DiscordNights {
    private static final String HIGHLIGHTS = "ai-tools";

    private DiscordNights() {}

    static List<Night> all() {
        return List.of(
                new WebhookDeleted(),
                new TokenRevoked(),
                new ChannelForbidden(),
                new Answers503(),
                new AddressBlocked());
    }

    private record WebhookDeleted() implements Night {
        @Override
        public String name() {
            return "webhook-deleted";
        }

        @Override
        public String fault() {
            return "somebody deletes the webhook of the announcements";
        }

        @Override
        public String rule() {
            return "target";
        }

        @Override
        public String said() {
            return "announcements";
        }

        @Override
        public String cure() {
            return "a new webhook in Discord, its address in `.env`, restart; replay what failed";
        }

        @Override
        public boolean isReplayed() {
            return true;
        }

        @Override
        public void begin(NightStage stage) {
            stage.discord.removeWebhook(stage.discord.webhookUrl());
        }

        @Override
        public void end(NightStage stage, Phone phone) throws Exception {
            stage.gateway.set("DISCORD_WEBHOOK_URL", stage.discord.addWebhook("updates"));
            stage.restart();
            phone.open("/");
            if (phone.text().contains("Nothing is sent to announcements")) {
                phone.follow("Nothing is sent to announcements");
                phone.follow("Resume");
                phone.tap("Menu");
                phone.follow("Failed");
            } else {
                phone.follow("messages have failed");
            }
            phone.follow("Replay or discard all");
            phone.follow("Replay");
        }
    }

    private record TokenRevoked() implements Night {
        @Override
        public String name() {
            return "token-revoked";
        }

        @Override
        public String fault() {
            return "somebody resets the bot's token";
        }

        @Override
        public String rule() {
            return "discord";
        }

        @Override
        public String said() {
            return "DISCORD_TOKEN";
        }

        @Override
        public String cure() {
            return "the new token in `.env`, restart";
        }

        @Override
        public void begin(NightStage stage) {
            stage.discord.resetBotToken();
        }

        @Override
        public void end(NightStage stage, Phone phone) throws Exception {
            stage.gateway.set("DISCORD_TOKEN", stage.discord.botToken());
            stage.restart();
        }

        @Override
        public List<String> places() {
            return List.of("updates", HIGHLIGHTS);
        }
    }

    private record ChannelForbidden() implements Night {
        @Override
        public String name() {
            return "channel-forbidden";
        }

        @Override
        public String fault() {
            return "the bot may not write in a channel any more";
        }

        @Override
        public String rule() {
            return "target";
        }

        @Override
        public String said() {
            return HIGHLIGHTS;
        }

        @Override
        public String cure() {
            return "give it the permission in Discord";
        }

        @Override
        public void begin(NightStage stage) {
            stage.discord.permissions().denyBot(HIGHLIGHTS, Permission.SEND_MESSAGES);
        }

        @Override
        public void end(NightStage stage, Phone phone) {
            stage.discord.permissions().clear(HIGHLIGHTS);
        }

        @Override
        public List<String> places() {
            return List.of("updates", HIGHLIGHTS);
        }
    }

    private record Answers503() implements Night {
        @Override
        public String name() {
            return "discord-503";
        }

        @Override
        public String fault() {
            return "Discord answers 503 to everything";
        }

        @Override
        public String rule() {
            return "discord";
        }

        @Override
        public String said() {
            return "Discord answers 503";
        }

        @Override
        public String cure() {
            return "nothing: Discord comes back";
        }

        @Override
        public void begin(NightStage stage) {
            stage.discord.faults().during("night", "*", ".*").unavailable();
        }

        @Override
        public Duration lasts() {
            return Duration.ofSeconds(Integer.getInteger("nights.outage.seconds", 600));
        }

        @Override
        public void end(NightStage stage, Phone phone) {
            stage.discord.faults().lift("night");
        }
    }

    private record AddressBlocked() implements Night {
        @Override
        public String name() {
            return "address-blocked";
        }

        @Override
        public String fault() {
            return "the network before Discord blocks this address";
        }

        @Override
        public String rule() {
            return "discord";
        }

        @Override
        public String said() {
            return "Discord blocks this address";
        }

        @Override
        public String cure() {
            return "nothing: the block ends";
        }

        @Override
        public void begin(NightStage stage) {
            stage.discord.faults().block(AddressBlock.JSON_429);
        }

        @Override
        public Duration lasts() {
            return Duration.ofSeconds(100);
        }

        @Override
        public void end(NightStage stage, Phone phone) {
            stage.discord.faults().unblock();
        }
    }
}
