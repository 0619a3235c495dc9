package dev.gatewaysync.discord.proof;

/** Full sizes take minutes; {@code -Dproof=full} runs them. */
public final class ProofSize {
    private ProofSize() {}

    public static int of(int forEveryBuild, int full) {
        return isFull() ? full : forEveryBuild;
    }

    public static boolean isFull() {
        return "full".equals(System.getProperty("proof"));
    }
}
