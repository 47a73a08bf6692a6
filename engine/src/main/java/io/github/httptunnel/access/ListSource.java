package io.github.httptunnel.access;

import java.nio.file.Path;

/**
 * Where a list comes from.
 *
 * @param file may change while the program runs
 * @param format how it is written
 */
public record ListSource(Path file, ListFormat format) {}
