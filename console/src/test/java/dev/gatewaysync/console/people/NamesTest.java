package dev.gatewaysync.console.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.console.ApiException;
import dev.gatewaysync.console.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {
    @Test
    void a_name_is_one_however_it_is_written() {
        for (String written : List.of("Änne Weiß", " änne weiß ", "A\u0308nne Weiß", "ＡÄ".substring(1) + "nne weiß")) {
            assertThat(Names.folded(written)).as(written).isEqualTo("änne weiß");
        }
        assertThat(Names.folded("ａｎｎ")).as("letters of double width").isEqualTo("ann");
    }

    @Test
    void a_name_fits_into_an_address_and_a_line() {
        for (String name : List.of("ann", "Ann-Marie O'Hara", "ann@example.com", "Константин", "ci_2")) {
            assertThat(Names.checked(" " + name + " ")).isEqualTo(name);
        }
        for (String name :
                List.of("", " ", "../ann", ".", "a/b", "a;b", "a%2fb", "a\nb", "a\0", "<b>", "x".repeat(61))) {
            assertThatThrownBy(() -> Names.checked(name)).as(name).isInstanceOf(ApiException.class);
        }
    }

    @Test
    void what_is_too_long_for_a_name_is_nobodys_and_not_normalized_which_takes_the_square_of_its_length() {
        String marks = "\u0301".repeat(500_000) + "\u0316".repeat(500_000);
        assertThat(Names.folded("ann" + marks)).isEqualTo(Names.folded("x".repeat(241)));
        for (String tooLong : List.of(Names.folded(marks), "ann" + marks)) {
            assertThatThrownBy(() -> Names.checked(tooLong)).isInstanceOf(ApiException.class);
        }
        assertThat(Names.folded(" ".repeat(300) + "Ann")).isEqualTo("ann");
        assertThat(Names.checked("\u03b1\u0313\u0301\u0345".repeat(60))).isEqualTo("\u1f84".repeat(60));
    }

    @Test
    void nothing_stands_in_a_name_that_is_not_seen_and_no_tower_of_marks() {
        for (int unseen : List.of(
                0x034f, 0x115f, 0x1160, 0x17b4, 0x180b, 0x180f, 0x200b, 0x2060, 0x3164, 0xfe0f, 0xffa0, 0xe0100,
                0xe01ef)) {
            assertThatThrownBy(() -> Names.checked("ann" + Character.toString(unseen) + "e"))
                    .as(Integer.toHexString(unseen))
                    .isInstanceOf(ApiException.class);
        }
        assertThatThrownBy(() -> Names.checked("q" + "\u0307".repeat(5))).isInstanceOf(ApiException.class);
        assertThat(Names.checked("\u1001\u103b\u102d\u102f\u1038"))
                .as("four of them")
                .hasSize(5);
    }

    @Test
    void of_two_roles_the_lesser_counts() {
        assertThat(Role.ADMIN.atMost(Role.READER)).isEqualTo(Role.READER);
        assertThat(Role.READER.atMost(Role.ADMIN)).isEqualTo(Role.READER);
        assertThat(Role.named(" Admin ")).contains(Role.ADMIN);
        assertThat(Role.named("root")).isEmpty();
        assertThat(Roles.stored("of a later version")).isEqualTo(Role.READER);
    }
}
