/**
 * What a service manager such as systemd tells this process by its environment, and what it wants
 * to hear: sd_listen_fds(3), sd_notify(3). Without systemd none of it does anything.
 */
@NullMarked
package io.github.httptunnel.server.systemd;

import org.jspecify.annotations.NullMarked;
