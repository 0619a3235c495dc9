package dev.gatewaysync.simulator.traffic;

/**
 * Sees every request together with its answer, before the client does. Whatever implements it and is named in
 * {@code META-INF/services} takes part; it must not wait, and must not throw.
 */
public interface ExchangeObserver {

    void answered(Exchange exchange);
}
