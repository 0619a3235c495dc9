package dev.gatewaysync.console;

/** What somebody may do here. */
public enum Role {
    /** Sees everything and changes things. */
    OPERATOR,
    /** Sees everything. */
    READER
}
