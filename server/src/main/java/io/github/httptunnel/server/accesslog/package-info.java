/**
 * One JSON record for each tunnel or refusal, and the application's log. Nothing that identifies a
 * user.
 */
@NullMarked
package io.github.httptunnel.server.accesslog;

import org.jspecify.annotations.NullMarked;
