package io.github.httptunnel.server.assembly;

import io.github.httptunnel.server.config.ListenerConfig;
import io.github.httptunnel.server.files.FileChanges;
import io.github.httptunnel.server.files.Followed;
import io.github.httptunnel.server.identity.AuthConfig;
import io.github.httptunnel.tls.ClientProof;
import io.github.httptunnel.tls.ClientTrust;
import io.github.httptunnel.tls.KeyMaterial;
import io.github.httptunnel.tls.TlsServerContext;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener's certificate and key as they were read. They are kept while the files stay the same:
 * with another context clients could not resume their sessions.
 *
 * @param material where they were
 * @param auth what clients are asked for
 * @param fingerprint of what the files held
 * @param context makes handshakes with them
 * @param clients judges the certificates of clients; absent: they are not asked
 * @param revoked follows the lists of those that count no more; absent: there are none
 */
record ListenerKeys(
    KeyMaterial material,
    @Nullable AuthConfig auth,
    String fingerprint,
    SslContext context,
    @Nullable ClientProof clients,
    @Nullable Followed revoked) {

  private static final Logger LOG = LoggerFactory.getLogger(TunnelServer.class);

  /**
   * Reads the listener's files. Blocks.
   *
   * @param before what was read the last time
   * @return absent if the listener has no TLS
   * @throws IllegalArgumentException if they cannot be used
   */
  static @Nullable ListenerKeys of(ListenerConfig listener, @Nullable ListenerKeys before) {
    KeyMaterial material = listener.tls();
    if (material == null) {
      return null;
    }
    AuthConfig auth = listener.auth();
    String fingerprint = fingerprint(material, auth);
    if (before != null
        && before.material.equals(material)
        && Objects.equals(before.auth, auth)
        && before.fingerprint.equals(fingerprint)) {
      return before;
    }
    FileChanges changes = changes(auth);
    ClientProof clients = clientProof(listener.name(), auth);
    return switch (TlsServerContext.load(material, clients)) {
      case TlsServerContext.Ready(var context, String provider) -> {
        LOG.debug("Listener {}: TLS by {}", listener.name(), provider);
        yield new ListenerKeys(
            material,
            auth,
            fingerprint,
            context,
            clients,
            revoked(listener.name(), auth, changes, clients));
      }
      case TlsServerContext.Unusable(String problem) -> throw unusable(listener.name(), problem);
    };
  }

  private static @Nullable FileChanges changes(@Nullable AuthConfig auth) {
    Path lists = auth == null || auth.certificates() == null ? null : auth.certificates().revoked();
    return lists == null ? null : FileChanges.fromNow(lists);
  }

  private static @Nullable Followed revoked(
      String listener,
      @Nullable AuthConfig auth,
      @Nullable FileChanges changes,
      @Nullable ClientProof clients) {
    return auth == null || auth.certificates() == null || changes == null || clients == null
        ? null
        : new FollowedTrust(listener, auth.certificates(), changes, clients, LOG);
  }

  private static @Nullable ClientProof clientProof(String listener, @Nullable AuthConfig auth) {
    if (auth == null || auth.certificates() == null) {
      return null;
    }
    return switch (ClientTrust.load(auth.certificates())) {
      case ClientTrust.Ready trust -> new ClientProof(trust, auth.needsCertificate());
      case ClientTrust.Unusable(String problem) -> throw unusable(listener, problem);
    };
  }

  private static IllegalArgumentException unusable(String listener, String problem) {
    return new IllegalArgumentException("listener " + listener + ": " + problem);
  }

  private static List<Path> files(KeyMaterial material, @Nullable AuthConfig auth) {
    List<Path> files = new ArrayList<>(material.files());
    if (auth != null && auth.certificates() != null) {
      files.add(auth.certificates().authorities());
      Stream.ofNullable(auth.certificates().revoked()).forEach(files::add);
    }
    return files;
  }

  private static String fingerprint(KeyMaterial material, @Nullable AuthConfig auth) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : files(material, auth)) {
        digest.update(Files.readAllBytes(file));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException _) {
      // whoever loads them says it better
      return "unreadable";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
