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
    void of_two_roles_the_lesser_counts() {
        assertThat(Role.ADMIN.atMost(Role.READER)).isEqualTo(Role.READER);
        assertThat(Role.READER.atMost(Role.ADMIN)).isEqualTo(Role.READER);
        assertThat(Role.named(" Admin ")).contains(Role.ADMIN);
        assertThat(Role.named("root")).isEmpty();
        assertThat(Roles.stored("of a later version")).isEqualTo(Role.READER);
    }
}
