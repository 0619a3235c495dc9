package dev.gatewaysync.console.overview;

import dev.gatewaysync.storage.statistics.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the main app says of its catalogue beside what a sync finds there, in words, with what to do where the two differ. */
public final class CatalogueDrift {
    /** In percent of what the app claims, as in the alert of Prometheus. */
    private static final int ALARMING = 5;

    private static final String AGAIN = " Then run ./gateway sync --full, which counts anew";

    private CatalogueDrift() {}

    static List<Alert> alerts(Statistics statistics) {
        List<Alert> alerts = new ArrayList<>();
        List<String> unread = statistics.categories().stream()
                .filter(category -> category.problem() != null)
                .map(category -> category.name() + " (" + category.problem() + ")")
                .toList();
        if (!unread.isEmpty()) {
            alerts.add(Alert.attention(
                            AlertRule.CATALOGUE_DRIFT,
                            "categories",
                            (unread.size() == 1
                                            ? "1 category cannot be read: "
                                            : unread.size() + " categories cannot be read: ")
                                    + String.join(", ", unread),
                            null)
                    .advising(
                            "In the main app, put the list of each of them where its index says, as JSON; until then the"
                                    + " resources that it last had stay." + AGAIN));
        }
        long drift = statistics.drift().resources();
        claimed(statistics)
                .filter(claimed -> Math.abs(drift) * 100 > claimed * ALARMING)
                .ifPresent(claimed -> alerts.add(
                        Alert.attention(AlertRule.CATALOGUE_DRIFT, "resources", difference(claimed, drift), null)
                                .advising(advice(drift))));
        return alerts;
    }

    /** Empty where both say the same, or one of them nothing. */
    public static Optional<String> inWords(Statistics statistics) {
        long drift = statistics.drift().resources();
        return claimed(statistics)
                .filter(claimed -> drift != 0)
                .map(claimed -> difference(claimed, drift) + ". " + advice(drift) + ".");
    }

    private static Optional<Long> claimed(Statistics statistics) {
        Statistics.Numbers reported = statistics.reported();
        return reported == null
                ? Optional.empty()
                : Optional.ofNullable(reported.resourceCount()).filter(claimed -> claimed > 0);
    }

    private static String difference(long claimed, long drift) {
        return "The main app claims " + claimed + " resources, and a sync finds " + (claimed - drift) + ": "
                + Math.abs(drift) + (drift > 0 ? " more are claimed than there are" : " more are there than it claims");
    }

    private static String advice(long drift) {
        return (drift > 0
                        ? "Look in the main app for entries without a name or a whole address (https://…), which are not found,"
                                + " and for an address that stands twice in a category, which counts once; mend them, or the number"
                                + " that the app claims (resourceCount of stats-updated, count in its index)."
                        : "The number that the main app claims is old: let it send stats-updated with today's resourceCount, or"
                                + " mend count in its index.")
                + AGAIN;
    }
}
