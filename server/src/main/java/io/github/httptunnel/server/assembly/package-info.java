/**
 * Puts the parts together: TunnelServer (lifecycle) and ListenerAssembly (the order of handlers).
 */
@NullMarked
package io.github.httptunnel.server.assembly;

import org.jspecify.annotations.NullMarked;
