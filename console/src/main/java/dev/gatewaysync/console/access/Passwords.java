package dev.gatewaysync.console.access;

import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.people.People;
import dev.gatewaysync.storage.people.PersonRow;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Whose a password is. It takes as long for a name that nobody has. One is looked at after the other: they cost much, on purpose, and
 * so nobody gets more tries than are counted by sending them at once. Users at an address from which they have logged in have a turn of
 * their own, so that strangers who take all turns do not keep them out.
 */
@Component
final class Passwords {
    private static final int LONGEST_WAIT_SECONDS = 5;

    private final DaoAuthenticationProvider provider;
    private final People people;
    private final Semaphore strangers = new Semaphore(1, true);
    private final Semaphore known = new Semaphore(1, true);

    Passwords(People people, PasswordEncoder encoder) {
        this.people = people;
        this.provider = new DaoAuthenticationProvider(name -> people.find(name)
                .map(Known::new)
                .orElseThrow(() -> new UsernameNotFoundException("There is no such user")));
        this.provider.setPasswordEncoder(encoder);
    }

    /** What came of a password. */
    record Answer(boolean looked, Optional<Operator> operator) {}

    /**
     * @param isKnown whether this user has logged in from this address
     * @param mayTry asked when it is this one's turn
     * @return not looked at if there is no turn for it in time, or {@code mayTry} says no
     */
    Answer check(String name, String password, String address, boolean isKnown, Supplier<Boolean> mayTry) {
        Semaphore one = isKnown ? known : strangers;
        if (!turn(one)) {
            return new Answer(false, Optional.empty());
        }
        try {
            return mayTry.get()
                    ? new Answer(true, matching(name, password, address))
                    : new Answer(false, Optional.empty());
        } finally {
            one.release();
        }
    }

    private static boolean turn(Semaphore one) {
        try {
            return one.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<Operator> matching(String name, String password, String address) {
        try {
            Object found = Objects.requireNonNull(
                            provider.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(name, password)))
                    .getPrincipal();
            return found instanceof Known known ? Optional.of(people.letIn(known.person(), address)) : Optional.empty();
        } catch (InternalAuthenticationServiceException e) {
            // Nobody knows whether it is right while the database does not answer.
            throw e.getCause() instanceof DataAccessException away ? away : e;
        } catch (AuthenticationException e) {
            return Optional.empty();
        }
    }

    private record Known(PersonRow person) implements UserDetails {
        private static final long serialVersionUID = 1L;

        @Override
        public Collection<? extends GrantedAuthority> getAuthorities() {
            return List.of();
        }

        @Override
        public String getPassword() {
            return person.passwordHash();
        }

        @Override
        public String getUsername() {
            return person.name();
        }
    }
}
