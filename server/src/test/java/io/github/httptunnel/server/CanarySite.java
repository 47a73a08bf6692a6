package io.github.httptunnel.server;

import io.github.httptunnel.testkit.Certificates;
import io.github.httptunnel.testkit.RawClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;

/**
 * The program's listeners and files in one run. Each listener has an address of its own in 127/8,
 * where nobody takes its port between the choice and the start.
 *
 * @param http the last one of clients that is opened and closed
 * @param admin where the operator asks
 */
record CanarySite(
    CanaryTargets targets,
    Path folder,
    Certificates certificates,
    InetSocketAddress tls,
    InetSocketAddress tcp,
    InetSocketAddress http,
    InetSocketAddress admin) {

  static CanarySite choose(CanaryTargets targets, Path folder) {
    return new CanarySite(
        targets,
        folder,
        Certificates.create(),
        freeAddress(),
        freeAddress(),
        freeAddress(),
        freeAddress());
  }

  /** Writes the configuration and what it names. */
  Path write(CanaryPlan plan) throws IOException {
    Canaries words = targets.words();
    String sni = words.word(Canary.SNI_OF_PROXY) + ".proxy.example";
    var identity = certificates.server("proxy.example", sni);
    Canary kept = plan.files() ? Canary.PASSWORD_IN_A_FILE : Canary.PASSWORD_IN_THE_ENVIRONMENT;
    identity.writePkcs12(folder, "id.p12", words.word(kept));
    Files.writeString(folder.resolve("password"), words.word(Canary.PASSWORD_IN_A_FILE) + "\n");
    String password =
        plan.files() ? "password_file: password" : "password: \"${HTTP_TUNNEL_TLS_PASSWORD}\"";
    return Files.writeString(
        folder.resolve("config.yaml"), configuration(password) + plan.section(logs()));
  }

  Path logs() {
    return folder.resolve("logs");
  }

  Map<String, String> environment() {
    return Map.of(
        "HTTP_TUNNEL_TLS_PASSWORD", targets.words().word(Canary.PASSWORD_IN_THE_ENVIRONMENT));
  }

  private String configuration(String password) {
    return """
    # %s
    client_connection:
      initiation_timeout: 4s
      relay_policy: { idle_timeout: 3s, half_close_timeout: 1s }
    target_connection:
      connect_timeout: 3s
      allowed_targets: "(\\\\.example|^127\\\\..*|^10\\\\..*):[0-9]+$"
      blocked_targets: "^blocked\\\\."
    access:
      private_targets: deny
      private_targets_except: [127.0.0.0/8]
      ports: { connect: %s, plain: %s }
    limits: { tunnels: 16, drain_timeout: 2s }
    dns: { servers: ["%s"] }
    listeners:
      - { name: tls, bind: "%s", tls: { pkcs12: id.p12, %s } }
      - { name: tcp, bind: "%s", target: "%s" }
      - { name: main, bind: "%s" }
    """
        .formatted(
            targets.words().word(Canary.COMMENT_IN_THE_CONFIGURATION),
            ports(),
            targets.origins().ports(),
            text(targets.dns().address()),
            text(tls),
            password,
            text(tcp),
            targets.echo().authority(),
            text(http));
  }

  private String ports() {
    String all = targets.ports().toString();
    return all.replace("]", ", " + http.getPort() + "]");
  }

  /** A client that comes from the address which must not be seen. */
  RawClient connect(InetSocketAddress listener) {
    return RawClient.to(listener).from(targets.words().word(Canary.CLIENT_ADDRESS)).connect();
  }

  static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  private static InetSocketAddress freeAddress() {
    InetAddress own = InetAddress.ofLiteral(Canaries.loopbackAddress(new SecureRandom()));
    try (ServerSocket socket = new ServerSocket(0, 1, own)) {
      return (InetSocketAddress) socket.getLocalSocketAddress();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
