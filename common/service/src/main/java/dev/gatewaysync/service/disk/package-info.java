/** Space left on the disks that the service writes to, and files that are only its own. */
@NullMarked
package dev.gatewaysync.service.disk;

import org.jspecify.annotations.NullMarked;
