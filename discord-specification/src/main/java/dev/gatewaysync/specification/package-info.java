/**
 * Discord's own OpenAPI document against what our clients ask and what the simulator answers. It works only where the
 * document is given: it belongs to Discord and is not part of this project.
 */
@NullMarked
package dev.gatewaysync.specification;

import org.jspecify.annotations.NullMarked;
