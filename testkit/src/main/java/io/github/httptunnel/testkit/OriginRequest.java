package io.github.httptunnel.testkit;

/**
 * A request as an {@link HttpOrigin} got it.
 *
 * @param head its head with every byte as it came
 * @param body its body with the framing taken off, as Latin-1
 * @param complete whether the body came to the end that its framing announced
 */
public record OriginRequest(HttpHead head, String body, boolean complete) {}
