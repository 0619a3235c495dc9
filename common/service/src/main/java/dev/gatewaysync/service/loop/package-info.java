/** What a service does again and again as long as it runs. */
@NullMarked
package dev.gatewaysync.service.loop;

import org.jspecify.annotations.NullMarked;
