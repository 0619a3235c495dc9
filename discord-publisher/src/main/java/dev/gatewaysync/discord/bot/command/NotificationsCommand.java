package dev.gatewaysync.discord.bot.command;

import dev.gatewaysync.cards.ResourceCards;
import dev.gatewaysync.discord.bot.find.ShortText;
import dev.gatewaysync.discord.bot.member.MemberRoles;
import dev.gatewaysync.discord.bot.member.MemberRoles.Changed;
import dev.gatewaysync.discord.bot.member.MemberRoles.Offers;
import dev.gatewaysync.discord.bot.member.MemberRoles.Role;
import dev.gatewaysync.discord.bot.reply.DeferredReply;
import dev.gatewaysync.discord.bot.reply.MenuReply;
import dev.gatewaysync.discord.bot.reply.ReplyLanguage;
import dev.gatewaysync.discord.bot.reply.ReplyTexts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.components.selections.SelectOption;
import net.dv8tion.jda.api.components.selections.StringSelectMenu;
import net.dv8tion.jda.api.entities.ISnowflake;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.StringSelectInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** {@code /notifications}: a member takes and leaves the roles that announcements ping, by a menu that only they see. */
@Component
@Order(10)
final class NotificationsCommand implements Command {
    private static final String NAME = "notifications";
    /** Discord's number of options in a menu, and of menus in a message. */
    private static final int IN_MENU = 25;

    private static final int MENUS = 5;
    private static final int MOST_TEXT = 100;

    private final MemberRoles roles;
    private final ReplyLanguage language;

    NotificationsCommand(MemberRoles roles, ReplyLanguage language) {
        this.roles = roles;
        this.language = language;
    }

    @Override
    public SlashCommandData data() {
        return SlashCommand.named(NAME);
    }

    @Override
    public void run(SlashCommandInteractionEvent event) {
        ReplyTexts texts = language.of(event);
        Set<String> has = rolesOf(event.getMember());
        DeferredReply.inPrivate(
                event,
                texts,
                hook -> offered(texts, offered -> menus(texts.get("notifications.choose"), offered, has, texts)));
    }

    @Override
    public void chosen(StringSelectInteractionEvent event) {
        ReplyTexts texts = language.of(event);
        Set<String> wanted = new HashSet<>(event.getValues());
        Set<String> shown = event.getSelectMenu().getOptions().stream()
                .map(SelectOption::getValue)
                .collect(Collectors.toSet());
        Set<String> has = rolesOf(event.getMember());
        String userId = event.getUser().getId();
        DeferredReply.inPlace(
                event,
                texts,
                hook -> offered(texts, offered -> {
                    List<Role> meant = offered.stream()
                            .filter(role -> shown.contains(role.id()))
                            .toList();
                    Changed changed = roles.change(userId, meant, has, wanted, texts);
                    Set<String> now = new HashSet<>(has);
                    meant.forEach(role -> {
                        if (!changed.refused().contains(role)) {
                            now.remove(role.id());
                            if (wanted.contains(role.id())) {
                                now.add(role.id());
                            }
                        }
                    });
                    return menus(said(changed, texts), offered, now, texts);
                }));
    }

    private interface WithRoles {
        Object answer(List<Role> offered);
    }

    private Object offered(ReplyTexts texts, WithRoles use) {
        return switch (roles.offers()) {
            case Offers.Some some ->
                some.roles().isEmpty() ? nothing(texts.get("notifications.none")) : use.answer(some.roles());
            case Offers.NoneSet none -> nothing(texts.get("notifications.none"));
            case Offers.MissingPermission missing -> nothing(texts.get("notifications.not_allowed"));
        };
    }

    private static MenuReply nothing(String text) {
        return new MenuReply(text, List.of());
    }

    private static Set<String> rolesOf(@Nullable Member member) {
        return member == null
                ? Set.of()
                : member.getRoles().stream().map(ISnowflake::getId).collect(Collectors.toSet());
    }

    private static MenuReply menus(String text, List<Role> offered, Set<String> has, ReplyTexts texts) {
        List<StringSelectMenu> menus = new ArrayList<>();
        for (int first = 0; first < offered.size() && menus.size() < MENUS; first += IN_MENU) {
            List<Role> here = offered.subList(first, Math.min(offered.size(), first + IN_MENU));
            StringSelectMenu.Builder menu = StringSelectMenu.create(InteractionRouter.part(NAME, menus.size()))
                    .setPlaceholder(texts.get("notifications.placeholder"))
                    .setRequiredRange(0, here.size());
            here.forEach(role -> menu.addOptions(option(role, has.contains(role.id()), texts)));
            menus.add(menu.build());
        }
        return new MenuReply(text, menus);
    }

    private static SelectOption option(Role role, boolean has, ReplyTexts texts) {
        String name = ShortText.cut(role.name(), MOST_TEXT);
        SelectOption option =
                SelectOption.of(name.isEmpty() ? role.id() : name, role.id()).withDefault(has);
        return role.types().isEmpty()
                ? option
                : option.withDescription(
                        ShortText.cut(texts.get("notifications.types", String.join(", ", role.types())), MOST_TEXT));
    }

    private static String said(Changed changed, ReplyTexts texts) {
        List<String> said = new ArrayList<>();
        add(said, changed.given(), names -> texts.get("notifications.given", names));
        add(said, changed.taken(), names -> texts.get("notifications.taken", names));
        add(said, changed.refused(), names -> texts.get("notifications.refused", names));
        return said.isEmpty() ? texts.get("notifications.unchanged") : String.join("\n", said);
    }

    private interface Sentence {
        String of(String names);
    }

    private static void add(List<String> said, List<Role> roles, Sentence sentence) {
        if (!roles.isEmpty()) {
            said.add(sentence.of(roles.stream()
                    .map(role -> "**" + ResourceCards.asTyped(role.name(), MOST_TEXT) + "**")
                    .collect(Collectors.joining(", "))));
        }
    }
}
