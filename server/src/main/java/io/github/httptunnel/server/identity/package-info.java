/**
 * Who clients are: users and the hashes of their passwords, how these are read, made and checked.
 *
 * <p>A password is only ever compared on threads of the {@link
 * io.github.httptunnel.server.identity.PasswordDesk}; event loops hand it over and go on.
 */
@NullMarked
package io.github.httptunnel.server.identity;

import org.jspecify.annotations.NullMarked;
