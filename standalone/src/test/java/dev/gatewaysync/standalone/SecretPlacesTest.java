package dev.gatewaysync.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.service.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretPlacesTest {
    private static final Path SECRETS = Path.of("data", "secrets.env");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(textBlock = """
            '',                                   '',                       data/secrets.env
            OPS_TOKEN=a-token-of-mine-16,         '',                       .env
            OPS_TOKEN=,                           '',                       data/secrets.env
            OPS_TOKEN="   ",                      '',                       data/secrets.env
            export OPS_TOKEN='a-token-of-mine-16','',                       .env
            '',                                   a-token-of-mine-16,       the environment
            OPS_TOKEN=a-token-of-mine-16,         another-token-of-mine,    the environment
            WEBHOOK_SECRET=a-secret-of-mine-16,   '',                       data/secrets.env
            #OPS_TOKEN=a-token-of-mine-16,        '',                       data/secrets.env
            """)
    void the_place_of_a_token_is_where_it_is_in_force(String file, String environment, String place)
            throws IOException {
        assertThat(places(file, environment.isEmpty() ? Map.of() : Map.of("OPS_TOKEN", environment))
                        .of("OPS_TOKEN"))
                .isEqualTo(place);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                         | . ./data/secrets.env
            WEBHOOK_SECRET=a-secret-of-mine-16         | WEBHOOK_SECRET=$(sed -n 's/^WEBHOOK_SECRET=//p' .env)
            'WEBHOOK_SECRET="a secret, of mine-16" # x'| # WEBHOOK_SECRET is in .env, several of them: set it to one; set it here too
            WEBHOOK_SECRET="a-secret-of-mine-16"       | # WEBHOOK_SECRET is in .env; set it here too
            export WEBHOOK_SECRET=a-secret-of-mine-16  | # WEBHOOK_SECRET is in .env; set it here too
            """)
    void the_line_to_try_takes_the_secret_that_is_in_force(String file, String line) throws IOException {
        assertThat(places(file.replaceFirst("^'(.*)'$", "$1"), Map.of()).toShell("WEBHOOK_SECRET"))
                .isEqualTo(line);
    }

    @Test
    void two_places_are_both_named() throws IOException {
        assertThat(places("OPS_TOKEN=a-token-of-mine-16", Map.of()).ofBoth("OPS_TOKEN", "WEBHOOK_SECRET"))
                .isEqualTo(".env (OPS_TOKEN), data/secrets.env (WEBHOOK_SECRET)");
        assertThat(places("", Map.of()).ofBoth("OPS_TOKEN", "WEBHOOK_SECRET")).isEqualTo("data/secrets.env");
    }

    private SecretPlaces places(String file, Map<String, String> environment) throws IOException {
        Files.writeString(folder.resolve(".env"), file + "\n");
        Settings settings = Settings.of(environment, folder)
                .withDefaults(Map.of("OPS_TOKEN", "generated-token", "WEBHOOK_SECRET", "generated-secret"));
        return new SecretPlaces(settings, SECRETS, folder);
    }
}
