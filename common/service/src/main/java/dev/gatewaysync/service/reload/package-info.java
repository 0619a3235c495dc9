/** The gateway.yml that all services run by, its reload by all or none, and what sources sent by it. */
@NullMarked
package dev.gatewaysync.service.reload;

import org.jspecify.annotations.NullMarked;
