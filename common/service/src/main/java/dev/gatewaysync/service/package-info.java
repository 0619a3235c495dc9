@NullMarked
package dev.gatewaysync.service;

import org.jspecify.annotations.NullMarked;
