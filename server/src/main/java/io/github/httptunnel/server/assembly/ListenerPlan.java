package io.github.httptunnel.server.assembly;

import io.github.httptunnel.engine.Regime;
import io.github.httptunnel.server.config.ListenerConfig;
import org.jspecify.annotations.Nullable;

/**
 * What one configuration means for one listener.
 *
 * @param config the listener's part of it
 * @param regime what its requests are judged and served under
 * @param reception what its connections meet first
 * @param keys absent on listeners in the clear
 */
record ListenerPlan(
    ListenerConfig config, Regime regime, Reception reception, @Nullable ListenerKeys keys) {}
