/** CONNECT over HTTP/1 (RFC 9110 §9.3.6, RFC 9112, RFC 9931). */
@NullMarked
package io.github.httptunnel.http1;

import org.jspecify.annotations.NullMarked;
