package dev.gatewaysync.simulator.guild;

/**
 * The secrets of the simulated bot and of its first webhook. They are worth nothing outside the simulator, but they are
 * kept out of {@code toString} all the same, because logs written against it are copied around.
 */
public record Credentials(String botToken, String webhookId, String webhookToken) {

    @Override
    public String toString() {
        return "Credentials[webhookId=" + webhookId + "]";
    }
}
