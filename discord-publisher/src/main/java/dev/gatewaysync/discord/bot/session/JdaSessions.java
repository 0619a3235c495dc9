package dev.gatewaysync.discord.bot.session;

import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.rest.RequestObserver;
import dev.gatewaysync.discord.rest.RestSettings;
import dev.gatewaysync.task.MonotonicClock;
import java.util.EnumSet;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.entities.Activity;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.messages.MessageRequest;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Opens JDA's sessions, which identify within the {@link IdentifyBudget} and count with the requests of our own client. */
@Component
final class JdaSessions implements SessionOpener {
    private final RestSettings settings;
    private final GatewayAddress gateway;
    private final IdentifyBudget budget;
    private final RateLimiter limiter;
    private final RequestObserver observer;
    private final IdentifyBackoff backoff = new IdentifyBackoff(System::nanoTime);

    JdaSessions(
            RestSettings settings,
            GatewayAddress gateway,
            IdentifyBudget budget,
            RateLimiter limiter,
            @Qualifier("publisherMetrics") RequestObserver metrics,
            @Qualifier("storedRefusals") RequestObserver refusals) {
        this.settings = settings;
        this.gateway = gateway;
        this.budget = budget;
        this.limiter = limiter;
        this.observer = report -> {
            metrics.finished(report);
            refusals.finished(report);
        };
    }

    @Override
    public JdaSession open(String token, boolean content, String gatewayUrl, Object listener) {
        MessageRequest.setDefaultMentions(EnumSet.noneOf(Message.MentionType.class));
        EnumSet<GatewayIntent> intents = EnumSet.of(GatewayIntent.GUILD_MESSAGES);
        if (content) {
            intents.add(GatewayIntent.MESSAGE_CONTENT);
        }
        IdentifySessionController identifies =
                new IdentifySessionController(budget, backoff, gateway, gatewayUrl, MonotonicClock.system());
        JDABuilder builder = JDABuilder.createLight(token, intents)
                .setActivity(Activity.watching("the catalogue"))
                .setSessionController(identifies)
                .setHttpClientBuilder(JdaRateLimitInterceptor.client(limiter, observer))
                // What a member may do here is read from what Discord sends with an interaction.
                .setEventPassthrough(true)
                .setEnableShutdownHook(false)
                .addEventListeners(listener);
        if (settings.apiUrl() != null) {
            builder.setRestConfig(new RestConfig().setBaseUrl(settings.apiUrl() + "/"));
        }
        try {
            return new JdaSession(builder.build(), identifies);
        } catch (RuntimeException | Error e) {
            identifies.close();
            throw e;
        }
    }
}
