package dev.gatewaysync.discord.bot.member;

import dev.gatewaysync.cards.ReplyCards;
import dev.gatewaysync.discord.bot.member.SyncReplyTable.Reply;
import dev.gatewaysync.discord.bot.reply.ReplyLanguage;
import dev.gatewaysync.discord.bot.reply.ReplyTexts;
import net.dv8tion.jda.api.JDA;
import org.springframework.stereotype.Component;

/** What members are told of the syncs that they asked for. */
@Component
public final class SyncAnswers {
    private final ReplyCards cards;
    private final ReplyLanguage language;

    SyncAnswers(ReplyCards cards, ReplyLanguage language) {
        this.cards = cards;
        this.language = language;
    }

    /** By which a text chooses its word: 0 quick, 1 full. */
    public static int number(String kind) {
        return kind.equals("full") ? 1 : 0;
    }

    /** Whether there is an end, or a reason why there will be none. */
    static boolean isKnown(Reply reply) {
        return reply.end() != null || isRefused(reply);
    }

    private static boolean isRefused(Reply reply) {
        return reply.answer() != null && !reply.runExists();
    }

    Object of(Reply reply, JDA session) {
        ReplyTexts texts = language.of(session);
        if (reply.end() != null) {
            return cards.in(texts.language()).sync(reply.end());
        }
        String refusal = reply.answer();
        if (refusal != null && isRefused(reply)) {
            return refusal.equals("off") ? texts.get("sync.off") : texts.get("sync.not_run", refusal);
        }
        return texts.get("sync.not_finished", number(reply.kind()));
    }
}
