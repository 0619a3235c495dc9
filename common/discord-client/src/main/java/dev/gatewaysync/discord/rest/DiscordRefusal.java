package dev.gatewaysync.discord.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Discord answered, read again out of the words in which a {@linkplain DiscordFailure#message failure} was stored: it may
 * have been stored by an earlier version, and been cut.
 *
 * @param code Discord's JSON error code; 0 where the answer had none
 * @param isFromDiscord false where something in front of Discord answered
 * @param fields what Discord found wrong with the fields of what was sent, for code 50035
 * @see <a href="https://discord.com/developers/docs/reference#error-messages">Error messages</a>
 */
public record DiscordRefusal(int status, int code, boolean isFromDiscord, String message, List<Field> fields) {
    private static final Pattern ANSWERED = Pattern.compile(
            "was answered (\\d{3})(?:, code (\\d{1,9}))?(, not by Discord[^:]*)?(?:: (.*))?", Pattern.DOTALL);
    private static final String ERRORS = "_errors";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @param name as {@code embeds[0].title}; empty for what was sent as a whole */
    public record Field(String name, String problem) {}

    /** Empty if the text tells of no answer. */
    public static Optional<DiscordRefusal> in(String text) {
        Matcher answered = ANSWERED.matcher(text);
        if (!answered.find()) {
            return Optional.empty();
        }
        String said = answered.group(4) == null ? "" : answered.group(4);
        int tree = said.indexOf(" {");
        return Optional.of(new DiscordRefusal(
                Integer.parseInt(answered.group(1)),
                answered.group(2) == null ? 0 : Integer.parseInt(answered.group(2)),
                answered.group(3) == null,
                tree < 0 ? said : said.substring(0, tree),
                tree < 0 ? List.of() : fields(said.substring(tree + 1))));
    }

    /** Those before the place where the text was cut. */
    private static List<Field> fields(String tree) {
        List<Field> fields = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(tree)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                read(parser, "", fields);
            }
        } catch (JacksonException e) {
            // It ends here.
        }
        return List.copyOf(fields);
    }

    private static void read(JsonParser parser, String path, List<Field> fields) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals(ERRORS) && value == JsonToken.START_ARRAY) {
                readProblems(parser, path, fields);
            } else if (value == JsonToken.START_OBJECT) {
                read(parser, below(path, name), fields);
            } else {
                parser.skipChildren();
            }
        }
    }

    private static void readProblems(JsonParser parser, String path, List<Field> fields) {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            int place = fields.size();
            fields.add(new Field(path, ""));
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isMessage = parser.currentName().equals("message");
                if (parser.nextToken() == JsonToken.VALUE_STRING && isMessage) {
                    fields.set(place, new Field(path, parser.getString()));
                } else {
                    parser.skipChildren();
                }
            }
        }
    }

    private static String below(String path, String name) {
        if (!name.isEmpty() && name.chars().allMatch(Character::isDigit)) {
            return path + "[" + name + "]";
        }
        return path.isEmpty() ? name : path + "." + name;
    }
}
