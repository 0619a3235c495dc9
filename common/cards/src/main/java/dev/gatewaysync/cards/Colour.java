package dev.gatewaysync.cards;

/** The bar at a card's side. */
enum Colour {
    BLUE(0x3498DB),
    GREEN(0x2ECC71),
    TEAL(0x1ABC9C),
    PURPLE(0x9B59B6),
    GOLD(0xF1C40F),
    ORANGE(0xE67E22),
    RED(0xE74C3C),
    GREY(0x95A5A6);

    private final int rgb;

    Colour(int rgb) {
        this.rgb = rgb;
    }

    int rgb() {
        return rgb;
    }
}
