package io.github.httptunnel.server.config;

import io.github.httptunnel.tls.KeyMaterial;
import io.github.httptunnel.tunnel.Secret;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads a listener's {@code tls}: either two PEM files or one PKCS#12 file. */
final class TlsSection {

  private final KeyMaterialCheck check;

  TlsSection(KeyMaterialCheck check) {
    this.check = check;
  }

  @Nullable KeyMaterial read(Section section) {
    Path certificate = file(section, "certificate");
    Path key = file(section, "key");
    Secret keyPassword = password(section, "key_password");
    Path pkcs12 = file(section, "pkcs12");
    Secret password = password(section, "password");
    if (!isConsistent(section)) {
      return null;
    }
    KeyMaterial material = null;
    if (certificate != null && key != null) {
      material = new KeyMaterial.Pem(certificate, key, keyPassword);
    } else if (pkcs12 != null) {
      material = new KeyMaterial.Pkcs12(pkcs12, password == null ? new Secret("") : password);
    }
    String problem = material == null ? null : check.problem(material);
    if (problem != null) {
      section.error(problem);
    }
    return material;
  }

  private static boolean isConsistent(Section section) {
    boolean pem = section.has("certificate") || section.has("key");
    boolean pkcs12 = section.has("pkcs12");
    if (pem == pkcs12) {
      section.error(
          pem
              ? "both PEM files and a PKCS#12 file are given (expected: one of them)"
              : "no key is given (expected: certificate and key, or pkcs12)");
      return false;
    }
    return pem
        ? isComplete(section, "certificate", "key") && isAlone(section, "password", "pkcs12")
        : isAlone(section, "key_password", "certificate and key");
  }

  private static boolean isComplete(Section section, String one, String other) {
    boolean complete = section.has(one) && section.has(other);
    if (!complete) {
      String missing = section.has(one) ? other : one;
      section.error("'" + missing + "' is missing (expected: certificate and key, or pkcs12)");
    }
    return complete;
  }

  private static boolean isAlone(Section section, String password, String owner) {
    boolean alone = true;
    for (String key : new String[] {password, password + "_file"}) {
      if (section.has(key)) {
        section.error(key, "goes only with " + owner);
        alone = false;
      }
    }
    return alone;
  }

  private static @Nullable Path file(Section section, String key) {
    return section.value(key, Syntaxes.file(section.folder()));
  }

  private static @Nullable Secret password(Section section, String key) {
    Secret given = section.value(key, Syntaxes.secret());
    Secret read = section.value(key + "_file", Syntaxes.secretFile(section.folder()));
    if (section.has(key) && section.has(key + "_file")) {
      section.error(key, "is given twice, here and as " + key + "_file (expected: one of them)");
    }
    return given == null ? read : given;
  }
}
