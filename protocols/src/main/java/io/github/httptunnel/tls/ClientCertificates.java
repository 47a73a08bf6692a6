package io.github.httptunnel.tls;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which certificates of clients are believed, and what they say (RFC 5280).
 *
 * @param authorities PEM: who may have issued them
 * @param user where the user's name stands
 * @param revoked PEM: the authorities' lists of certificates that count no more; absent: all count
 */
public record ClientCertificates(Path authorities, Name user, @Nullable Path revoked) {

  /** Where in a certificate the user's name stands. */
  public enum Name {
    /** The common name of its subject. */
    SUBJECT,
    /** Its subject alternative name: the first mail address, else DNS name, else URI. */
    SAN
  }
}
