/** Which channel of a server is meant where: for those who send there, and for those who look whether that would work. */
@NullMarked
package dev.gatewaysync.cards.channel;

import org.jspecify.annotations.NullMarked;
