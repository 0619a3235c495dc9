package dev.gatewaysync.console.publicpage;

import java.util.Map;

/**
 * All that is public, as of one reading.
 *
 * @param page while it is up to date, or one that says of when it is
 * @param feed in which {@link PublicTemplates#HERE} stands for the page's own address
 * @param state the badge that says how the app is
 * @param uptime the badges that say how it was
 */
record PublicDocuments(PublicDocument page, String feed, PublicDocument state, Map<Period, PublicDocument> uptime) {}
