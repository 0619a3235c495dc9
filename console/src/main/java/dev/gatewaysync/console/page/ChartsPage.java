package dev.gatewaysync.console.page;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.console.KnownWords;
import dev.gatewaysync.console.status.DeliveryCharts;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.storage.operator.DiscordTargets;
import java.util.Arrays;
import java.util.List;
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
    private final KnownWords words;
    private final Supplier<GatewayConfig> config;

    ChartsPage(DeliveryCharts charts, DiscordTargets targets, KnownWords words, Supplier<GatewayConfig> config) {
        this.charts = charts;
        this.targets = targets;
        this.words = words;
        this.config = config;
    }

    @GetMapping("/charts")
    String charts(
            @RequestParam(required = false) @Nullable String period,
            @RequestParam(required = false) @Nullable String target,
            @RequestParam(required = false) @Nullable String type,
            Model model) {
        if (type != null && !type.isBlank()) {
            words.checkType(type);
        }
        DeliveryCharts.Charts drawn = charts.of(period, target, type);
        List<String> places =
                targets.byName().stream().map(DiscordTargets.Target::name).toList();
        if (target != null && !target.isBlank() && drawn.rows().isEmpty()) {
            // One that gateway.yml no longer has is known by what it was sent.
            KnownWords.check("target", target, places);
        }
        model.addAttribute("charts", drawn);
        model.addAttribute("periods", DeliveryCharts.Period.values());
        model.addAttribute("targets", places);
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
