package dev.gatewaysync.sync.operator;

import dev.gatewaysync.storage.operator.OperatorRequests;
import dev.gatewaysync.sync.task.PeriodicTask;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class OperatorConfiguration {
    @Bean
    OperatorRequestWorker operatorDesk(JdbcClient jdbc, InstantSource clock, List<OperatorRequestHandler> works) {
        return new OperatorRequestWorker(new OperatorRequests(jdbc, clock), works);
    }

    @Bean
    PeriodicTask operatorTicks(OperatorRequestWorker desk) {
        return new PeriodicTask("operator-requests", Duration.ofSeconds(1), Duration.ofMillis(500), desk::tick);
    }

    @Bean
    PeriodicTask operatorForgetting(OperatorRequestWorker desk, InstantSource clock) {
        return new PeriodicTask(
                "operator-forgetting",
                Duration.ofMinutes(2),
                Duration.ofHours(6),
                () -> desk.forgetOld(clock.instant()));
    }

    @Bean
    PeriodicTask operatorRenewal(OperatorRequestWorker desk) {
        return new PeriodicTask(
                "operator-renewal", OperatorRequestWorker.RENEWAL, OperatorRequestWorker.RENEWAL, desk::renew);
    }
}
