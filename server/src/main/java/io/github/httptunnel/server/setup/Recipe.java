package io.github.httptunnel.server.setup;

import org.jspecify.annotations.Nullable;

/**
 * How one kind of client is set up.
 *
 * @param client its name
 * @param where what to do with the text
 * @param text to be copied; one line or several
 * @param note what else there is to know; absent: nothing
 */
record Recipe(String client, String where, String text, @Nullable String note) {}
