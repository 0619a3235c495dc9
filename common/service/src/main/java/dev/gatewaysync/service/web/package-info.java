/** Tomcat's ports, the time that a request may take, and answers that say what is wrong. */
@NullMarked
package dev.gatewaysync.service.web;

import org.jspecify.annotations.NullMarked;
