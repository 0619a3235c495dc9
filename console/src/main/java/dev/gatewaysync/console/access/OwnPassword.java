package dev.gatewaysync.console.access;

import dev.gatewaysync.console.ApiException;
import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.Proof;
import dev.gatewaysync.console.people.People;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;

/** A user gives themselves another password. Guessing the old one counts as wrong log-ins do: a session may be in strange hands. */
@Component
public final class OwnPassword {
    private final Passwords passwords;
    private final WrongLogins wrong;
    private final People people;
    private final Sessions sessions;

    OwnPassword(Passwords passwords, WrongLogins wrong, People people, Sessions sessions) {
        this.passwords = passwords;
        this.wrong = wrong;
        this.people = people;
        this.sessions = sessions;
    }

    /**
     * All sessions of the user end, and this one goes on under another id.
     *
     * @throws ApiException if the present password is wrong, or the new one is none
     */
    public void change(
            Operator operator,
            String present,
            String wanted,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!(operator.proof() instanceof Proof.Password proof)) {
            throw ApiException.badRequest("You have logged in with a token, which has no password.");
        }
        String name = operator.name();
        String address = operator.address();
        Passwords.Answer answer = passwords.check(
                name,
                present,
                address,
                wrong.isKnown(address, name),
                () -> wrong.wait(address, name).isZero());
        if (!answer.looked()) {
            throw ApiException.tooMany("Too many wrong passwords. Try again in "
                    + (wrong.wait(address, name).toSeconds() + 1) + " s.");
        }
        if (answer.operator().isEmpty()) {
            wrong.password(address, name);
            throw ApiException.badRequest("That is not your password.");
        }
        sessions.begin(people.setOwnPassword(proof, wanted, operator), request, response);
    }
}
