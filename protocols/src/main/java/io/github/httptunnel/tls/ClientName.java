package io.github.httptunnel.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.jspecify.annotations.Nullable;

/** Reads the user's name in a certificate. */
final class ClientName {

  /** In the order in which they count: mail address, DNS name, URI (RFC 5280 §4.2.1.6). */
  private static final List<Integer> KINDS = List.of(1, 2, 6);

  private ClientName() {}

  /** The name; absent if there is none that can be one. */
  static @Nullable String of(X509Certificate certificate, ClientCertificates.Name where) {
    String name =
        switch (where) {
          case SUBJECT -> commonName(certificate);
          case SAN -> alternativeName(certificate);
        };
    return name == null || name.isEmpty() || name.chars().anyMatch(Character::isISOControl)
        ? null
        : name;
  }

  private static @Nullable String commonName(X509Certificate certificate) {
    try {
      List<Rdn> parts = new LdapName(certificate.getSubjectX500Principal().getName()).getRdns();
      // the most significant part stands last
      for (Rdn part : parts.reversed()) {
        if (part.getType().equalsIgnoreCase("CN") && part.getValue() instanceof String name) {
          return name;
        }
      }
      return null;
    } catch (InvalidNameException _) {
      return null;
    }
  }

  private static @Nullable String alternativeName(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      for (Integer kind : names == null ? List.<Integer>of() : KINDS) {
        for (List<?> name : names) {
          if (kind.equals(name.get(0)) && name.get(1) instanceof String text) {
            return text;
          }
        }
      }
      return null;
    } catch (CertificateParsingException _) {
      return null;
    }
  }
}
