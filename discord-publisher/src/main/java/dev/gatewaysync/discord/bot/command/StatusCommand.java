package dev.gatewaysync.discord.bot.command;

import dev.gatewaysync.cards.ReplyCards;
import dev.gatewaysync.discord.bot.reply.ReplyLanguage;
import dev.gatewaysync.discord.bot.reply.ReplyTexts;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** {@code /gateway-status}: what {@link GatewayStatus} says. */
@Component
@Order(2)
final class StatusCommand implements Command {
    private final GatewayStatus status;
    private final ReplyCards cards;
    private final ReplyLanguage language;

    StatusCommand(GatewayStatus status, ReplyCards cards, ReplyLanguage language) {
        this.status = status;
        this.cards = cards;
        this.language = language;
    }

    @Override
    public SlashCommandData data() {
        return SlashCommand.named("gateway-status").addOptions(Visibility.option());
    }

    @Override
    public void run(SlashCommandInteractionEvent event) {
        ReplyTexts texts = language.of(event);
        Visibility.answer(event, texts, hook -> cards.in(texts.language()).status(status.now(texts)));
    }
}
