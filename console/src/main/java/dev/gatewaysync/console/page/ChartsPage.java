package dev.gatewaysync.console.page;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.console.status.DeliveryCharts;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.storage.operator.DiscordTargets;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Deliveries over a chosen time, by target and type. */
@Controller
final class ChartsPage {
    private final DeliveryCharts charts;
    private final DiscordTargets targets;
    private final Supplier<GatewayConfig> config;

    ChartsPage(DeliveryCharts charts, DiscordTargets targets, Supplier<GatewayConfig> config) {
        this.charts = charts;
        this.targets = targets;
        this.config = config;
    }

    @GetMapping("/charts")
    String charts(
            @RequestParam(required = false) @Nullable String period,
            @RequestParam(required = false) @Nullable String target,
            @RequestParam(required = false) @Nullable String type,
            Model model) {
        model.addAttribute("charts", charts.of(period, target, type));
        model.addAttribute("periods", DeliveryCharts.Period.values());
        model.addAttribute(
                "targets",
                targets.byName().stream().map(DiscordTargets.Target::name).toList());
        model.addAttribute(
                "types",
                Stream.concat(
                                Arrays.stream(BuiltInType.values()).map(BuiltInType::wireName),
                                config.get().types().keySet().stream())
                        .toList());
        model.addAttribute("target", target);
        model.addAttribute("type", type);
        return "charts";
    }
}
