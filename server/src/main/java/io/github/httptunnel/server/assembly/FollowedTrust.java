package io.github.httptunnel.server.assembly;

import io.github.httptunnel.server.files.FileChanges;
import io.github.httptunnel.server.files.Followed;
import io.github.httptunnel.tls.ClientCertificates;
import io.github.httptunnel.tls.ClientProof;
import io.github.httptunnel.tls.ClientTrust;
import org.slf4j.Logger;

/**
 * Follows the lists of certificates that count no more. Their authorities and all else stays as it
 * was read: a change of those comes with a reload.
 *
 * @param listener its name
 * @param certificates where the lists are
 * @param changes of the file since before it was read
 * @param clients judged by them
 */
record FollowedTrust(
    String listener,
    ClientCertificates certificates,
    FileChanges changes,
    ClientProof clients,
    Logger log)
    implements Followed {

  @Override
  public boolean look() {
    if (!changes.haveSettled()) {
      return false;
    }
    ClientTrust now = ClientTrust.load(certificates, clients.trust().authorities());
    if (!changes.areStill()) {
      return false;
    }
    return switch (now) {
      case ClientTrust.Ready trust -> {
        clients.follow(trust);
        log.info("Listener {}: {} read again", listener, certificates.revoked());
        yield true;
      }
      case ClientTrust.Unusable(String problem) -> {
        log.warn("Listener {}: {} (what was revoked before stays revoked)", listener, problem);
        yield false;
      }
    };
  }
}
