package io.github.httptunnel.server.lists;

import io.github.httptunnel.access.ListReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a list is now.
 *
 * @param name in the configuration
 * @param report on the content that is in force
 * @param loaded when that was read
 * @param problem why the file as it is now is not in force; absent if it is
 */
public record ListState(String name, ListReport report, Instant loaded, @Nullable String problem) {}
