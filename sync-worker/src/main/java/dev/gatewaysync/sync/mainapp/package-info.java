/** Where the main app is, how its catalogue is read, and where its answers may send us. */
@NullMarked
package dev.gatewaysync.sync.mainapp;

import org.jspecify.annotations.NullMarked;
