package dev.gatewaysync.discord.card;

/**
 * The footer of a card.
 *
 * @param appName as configured
 * @param ref by which the card is recognised in its channel
 */
record Signature(String appName, String ref) {
    String footer() {
        return UserText.cut(UserText.line(appName), 200) + " • ref " + ref;
    }
}
