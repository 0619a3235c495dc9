package dev.gatewaysync.config;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/**
 * Hours of each day in which members are left alone; over midnight where {@code to} is before {@code from}.
 *
 * @param hold names of types that wait until the end
 * @param silence names of types that are sent without a notification
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone, Set<String> hold, Set<String> silence) {}
