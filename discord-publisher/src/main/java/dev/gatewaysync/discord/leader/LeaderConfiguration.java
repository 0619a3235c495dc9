package dev.gatewaysync.discord.leader;

import dev.gatewaysync.task.Waiter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LeaderConfiguration {
    /** Ends the waiting of all that sends, when this instance ceases to be the leader. */
    @Bean
    @LeaderScoped
    Waiter leaderWaiter() {
        return new Waiter();
    }
}
