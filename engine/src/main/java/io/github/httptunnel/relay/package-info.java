/**
 * Carries bytes, half-closes and resets between two channels under a policy. Start with
 * ChannelRelay.
 */
@NullMarked
package io.github.httptunnel.relay;

import org.jspecify.annotations.NullMarked;
