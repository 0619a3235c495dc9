package dev.gatewaysync.cards.channel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The channels of the server where messages can be posted, in the server's order. */
public record GuildChannels(List<Channel> channels) {
    private static final Set<Integer> TEXT_TYPES = Set.of(0, 5);
    /** Forum and media: they hold posts, and those the messages. */
    private static final Set<Integer> FORUM_TYPES = Set.of(15, 16);

    /** @param forum null where messages go into the channel itself */
    public record Channel(String id, String name, @Nullable Forum forum) {
        public boolean isForum() {
            return forum != null;
        }

        private static boolean isOne(JsonNode node) {
            return TEXT_TYPES.contains(type(node)) || FORUM_TYPES.contains(type(node));
        }

        private static Channel of(JsonNode node) {
            return new Channel(
                    node.path("id").asString(""),
                    node.path("name").asString(""),
                    FORUM_TYPES.contains(type(node)) ? Forum.of(node) : null);
        }

        private static int type(JsonNode node) {
            return node.path("type").asInt(-1);
        }
    }

    /** A category as the catalogue knows it. */
    public record Category(String id, String name) {
        private List<String> slugs() {
            return List.of(ChannelSlug.of(id), ChannelSlug.of(name));
        }
    }

    public static GuildChannels of(JsonNode json) {
        List<JsonNode> nodes = new ArrayList<>();
        json.forEach(nodes::add);
        return new GuildChannels(nodes.stream()
                .filter(Channel::isOne)
                .sorted(Comparator.comparingInt(node -> node.path("position").asInt(0)))
                .map(Channel::of)
                .toList());
    }

    public Optional<Channel> withId(String id) {
        return channels.stream().filter(channel -> channel.id().equals(id)).findFirst();
    }

    static boolean isId(String nameOrId) {
        return nameOrId.matches("\\d{15,20}");
    }

    /** By the exact name, else by the name without its decoration. */
    public Optional<Channel> named(String name) {
        return channels.stream()
                .filter(channel -> channel.name().equals(name))
                .findFirst()
                .or(() -> channels.stream()
                        .filter(channel -> ChannelSlug.of(channel.name()).equals(ChannelSlug.of(name)))
                        .findFirst());
    }

    /** @param preferred name or id; null means none */
    Optional<Channel> updates(@Nullable String preferred) {
        if (preferred != null) {
            return withId(preferred).or(() -> named(preferred));
        }
        return named("updates").or(() -> named("announcements")).or(() -> named("general-chat"));
    }

    /** What an operator wrote: a name, or an id. An id that the server's list does not have is that of a thread. */
    public Optional<Channel> chosen(String nameOrId) {
        return withId(nameOrId)
                .or(() -> named(nameOrId))
                .or(() -> Optional.of(nameOrId)
                        .filter(GuildChannels::isId)
                        .map(id -> new Channel(id, "thread " + id, null)));
    }

    /** The channel of the category that events call {@code slug}, by any name that the catalogue knows it by. */
    Optional<Channel> ofCategory(String slug, List<Category> catalogue, Map<String, String> chosen) {
        Set<String> candidates = new LinkedHashSet<>(List.of(slug));
        known(slug, catalogue).map(Category::slugs).forEach(candidates::addAll);
        Optional<String> wanted = chosenFor(slug, catalogue, chosen);
        if (wanted.isPresent()) {
            return wanted.flatMap(this::chosen);
        }
        return candidates.stream()
                .filter(name -> !name.isEmpty())
                .map(this::named)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** What the channel of a category should be called: as the operator says, else like the category. */
    static String nameFor(String slug, List<Category> catalogue, Map<String, String> chosen) {
        return chosenFor(slug, catalogue, chosen)
                .or(() -> known(slug, catalogue).map(Category::id).findFirst())
                .orElse(slug);
    }

    private static Optional<String> chosenFor(String slug, List<Category> catalogue, Map<String, String> chosen) {
        return Stream.concat(
                        Stream.of(slug),
                        known(slug, catalogue).map(Category::slugs).flatMap(List::stream))
                .filter(chosen::containsKey)
                .map(chosen::get)
                .findFirst();
    }

    private static Stream<Category> known(String slug, List<Category> catalogue) {
        return catalogue.stream().filter(category -> category.slugs().contains(slug));
    }

    public GuildChannels with(JsonNode channel) {
        return with(Channel.of(channel));
    }

    /** After all that are listed. */
    public GuildChannels with(Channel channel) {
        return new GuildChannels(
                Stream.concat(channels.stream(), Stream.of(channel)).toList());
    }
}
