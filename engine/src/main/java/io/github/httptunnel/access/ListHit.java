package io.github.httptunnel.access;

/**
 * An entry of a list.
 *
 * @param list the list's name in the configuration
 * @param line where the entry stands in its file, from 1
 */
public record ListHit(String list, int line) {}
