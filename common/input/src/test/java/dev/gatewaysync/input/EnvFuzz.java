package dev.gatewaysync.input;

import java.util.Map;

/** Any bytes as a {@code .env} file, and what is left of them as addresses. */
final class EnvFuzz {
    private static final String SECRET = "s3cret-that-nobody-may-see";

    private EnvFuzz() {}

    static void fuzzerTestOneInput(byte[] bytes) {
        EnvFile file = EnvFile.parse(bytes, Map.of("OUTER", "outer value"), ".env");
        for (EnvFile.Problem problem : file.problems()) {
            if (problem.text().contains(SECRET) || problem.text().lines().count() != 1) {
                throw new IllegalStateException("A problem must be one line and must not tell a value");
            }
        }
        for (String value : file.values().values()) {
            WebAddress.of(value).ifPresent(address -> {
                if (!WebAddress.of(address.toString())
                        .map(Object::toString)
                        .equals(java.util.Optional.of(address.toString()))) {
                    throw new IllegalStateException("An address in ASCII must stay what it is");
                }
                address.toUri();
            });
        }
    }
}
