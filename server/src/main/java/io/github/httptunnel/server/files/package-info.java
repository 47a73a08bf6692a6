/** Files that something is made of: whether they have changed, and who reads them again then. */
@NullMarked
package io.github.httptunnel.server.files;

import org.jspecify.annotations.NullMarked;
