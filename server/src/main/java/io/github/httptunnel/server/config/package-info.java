/** Reads the configuration file into records, and says where and why it cannot. */
@NullMarked
package io.github.httptunnel.server.config;

import org.jspecify.annotations.NullMarked;
