package dev.gatewaysync.config.read;

import dev.gatewaysync.config.ConfigProblem;

/** The file cannot be read at all. */
final class NotYamlException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ConfigProblem problem;

    NotYamlException(ConfigProblem problem, Throwable cause) {
        super(problem.message(), cause);
        this.problem = problem;
    }

    ConfigProblem problem() {
        return problem;
    }
}
