/**
 * What every protocol needs between a request and its end: bytes that come too early are kept
 * ({@link io.github.httptunnel.answer.EarlyData}), and a refusal is really seen ({@link
 * io.github.httptunnel.answer.LingeringClose}).
 */
@NullMarked
package io.github.httptunnel.answer;

import org.jspecify.annotations.NullMarked;
