package dev.gatewaysync.console.people;

import dev.gatewaysync.storage.Database;
import dev.gatewaysync.storage.people.PeopleTable;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

@Configuration(proxyBeanMethods = false)
class PeopleConfiguration {
    private static final String ALGORITHM = "bcrypt";

    /** Each step is twice the work; this one takes about a quarter of a second. */
    private static final int STRENGTH = 12;

    @Bean
    PeopleTable peopleTable(Database database, InstantSource clock) {
        return new PeopleTable(database, clock);
    }

    /** A hash names its algorithm, so that there can be another one later. */
    @Bean
    PasswordEncoder passwordEncoder() {
        return new DelegatingPasswordEncoder(ALGORITHM, Map.of(ALGORITHM, new BCryptPasswordEncoder(STRENGTH)));
    }
}
