/** JSONata with bounds: no expression of a configuration can hold up or fill a service. */
@NullMarked
package dev.gatewaysync.config.expression;

import org.jspecify.annotations.NullMarked;
