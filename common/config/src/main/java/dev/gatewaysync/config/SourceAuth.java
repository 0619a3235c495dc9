package dev.gatewaysync.config;

/** How a request proves where it is from. None of them shows its secret. */
public sealed interface SourceAuth {
    /** {@code sha1}, {@code sha256} or {@code sha512} over the raw body. */
    record Hmac(String algorithm, String header, Encoding encoding, String prefix, String secret)
            implements SourceAuth {
        /** How the signature is written. */
        public enum Encoding {
            HEX,
            BASE64
        }

        @Override
        public String toString() {
            return "hmac " + algorithm + " in " + header;
        }
    }

    /** {@code Authorization: Bearer …}. */
    record Bearer(String secret) implements SourceAuth {
        @Override
        public String toString() {
            return "bearer";
        }
    }

    /** {@code Authorization: Basic …}, of {@code user:password}. */
    record Basic(String secret) implements SourceAuth {
        @Override
        public String toString() {
            return "basic";
        }
    }

    /** The headers {@code webhook-id}, {@code webhook-timestamp}, {@code webhook-signature}. */
    record StandardWebhooks(String secret) implements SourceAuth {
        @Override
        public String toString() {
            return "standard-webhooks";
        }
    }

    /** The secret itself, in a header. */
    record Header(String header, String secret) implements SourceAuth {
        @Override
        public String toString() {
            return "header " + header;
        }
    }

    /** Of a preset: what the sender's own proof needs. */
    record PresetSecret(String secret) implements SourceAuth {
        @Override
        public String toString() {
            return "secret";
        }
    }

    String secret();
}
