/** Edits that Discord carried out late, after newer ones: the newest is made again. */
@NullMarked
package dev.gatewaysync.discord.lateedit;

import org.jspecify.annotations.NullMarked;
