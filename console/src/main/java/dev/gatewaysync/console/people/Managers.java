package dev.gatewaysync.console.people;

import dev.gatewaysync.console.ApiException;
import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.Proof;
import dev.gatewaysync.console.Role;
import dev.gatewaysync.storage.people.PeopleTable;
import dev.gatewaysync.storage.people.PersonRow;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Who may say who may log in: admins, and whoever has a shared operator token as long as there is no admin. */
@Component
final class Managers {
    private final PeopleTable table;
    private final InstantSource clock;

    Managers(PeopleTable table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    boolean may(Operator operator) {
        return may(operator.proof(), operator.role());
    }

    /** Asked right before a change: the body of a request may come long after its head, for which it was asked first. */
    void stillMay(Operator operator) {
        if (role(operator).filter(now -> may(operator.proof(), now)).isEmpty()) {
            throw ApiException.forbidden("Only an admin sees and says who may log in.");
        }
    }

    private boolean may(Proof proof, Role role) {
        return role == Role.ADMIN || (proof instanceof Proof.SharedToken && role == Role.OPERATOR && !table.hasAdmin());
    }

    private Optional<Role> role(Operator operator) {
        return switch (operator.proof()) {
            case Proof.Password password ->
                table.person(password.person())
                        .filter(person -> person.stamp().equals(password.stamp()))
                        .map(PersonRow::role)
                        .map(Roles::stored);
            case Proof.OwnToken token ->
                table.token(token.hash())
                        .filter(row -> !row.isExpired(clock.instant()))
                        .map(Roles::of);
            case Proof.SharedToken shared -> Optional.of(operator.role());
            case Proof.None none -> Optional.empty();
        };
    }
}
