/** Whether the main app was up, its incidents and its maintenances. */
@NullMarked
package dev.gatewaysync.storage.uptime;

import org.jspecify.annotations.NullMarked;
