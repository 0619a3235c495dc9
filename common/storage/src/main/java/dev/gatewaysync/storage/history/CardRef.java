package dev.gatewaysync.storage.history;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The sign at a card's foot by which people name the card and the system knows it again. It is 32 bits: eight hexadecimal
 * digits in the column {@code card_ref}, and for people {@code #} with seven characters of Crockford's base 32, in which no
 * two look alike.
 *
 * @see <a href="https://www.crockford.com/base32.html">Base 32</a>
 */
public final class CardRef {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 7;
    private static final int BITS = 5;
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-f]{8}");

    private CardRef() {}

    /** @param ref eight hexadecimal digits */
    public static String shown(String ref) {
        long bits = Long.parseLong(ref, 16);
        StringBuilder shown = new StringBuilder("#");
        for (int i = LENGTH - 1; i >= 0; i--) {
            shown.append(ALPHABET.charAt((int) (bits >>> (i * BITS)) & 31));
        }
        return shown.toString();
    }

    /**
     * What somebody typed from a card: with or without {@code #}, in any case, with I and L for 1 and O for 0. Cards made
     * before had {@code ref} and the digits themselves.
     *
     * @return eight hexadecimal digits; empty if it is no such sign
     */
    public static Optional<String> read(String typed) {
        String text = typed.strip().toLowerCase(Locale.ROOT).replaceFirst("^(?:#|ref\\s+)", "");
        if (HEXADECIMAL.matcher(text).matches()) {
            return Optional.of(text);
        }
        String sign = text.toUpperCase(Locale.ROOT)
                .replace('I', '1')
                .replace('L', '1')
                .replace('O', '0');
        if (sign.length() != LENGTH) {
            return Optional.empty();
        }
        long bits = 0;
        for (int i = 0; i < LENGTH; i++) {
            int digit = ALPHABET.indexOf(sign.charAt(i));
            if (digit < 0) {
                return Optional.empty();
            }
            bits = bits << BITS | digit;
        }
        return bits >>> 32 == 0 ? Optional.of(String.format(Locale.ROOT, "%08x", bits)) : Optional.empty();
    }
}
