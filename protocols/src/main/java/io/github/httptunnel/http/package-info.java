/** What the versions of HTTP share: how a refusal is told. */
@NullMarked
package io.github.httptunnel.http;

import org.jspecify.annotations.NullMarked;
