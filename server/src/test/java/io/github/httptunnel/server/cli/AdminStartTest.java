package io.github.httptunnel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.server.admin.AdminConfig;
import io.github.httptunnel.server.api.AdminApi;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminStartTest {

  private static final InetSocketAddress EVERYWHERE =
      new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 9090);

  @TempDir private Path folder;

  private static AdminApi taken(AdminConfig config) throws IOException {
    throw new BindException("Address already in use");
  }

  @Test
  void opensNothingWhenItIsOff() throws IOException {
    assertThat(AdminStart.of(null, Map.of(), AdminStartTest::taken))
        .isEqualTo(new AdminStart.Done(null, List.of()));
  }

  @Test
  void goesOnWithoutWhenSomebodyElseHasThePortThatNobodyNamed() throws IOException {
    assertThat(AdminStart.of(AdminConfig.defaults(), Map.of(), AdminStartTest::taken))
        .isEqualTo(
            new AdminStart.Done(
                null,
                List.of(
                    "admin: none, 127.0.0.1:9090: Address already in use"
                        + " (--admin ADDR opens it elsewhere)")));
  }

  @Test
  void endsWhenAnAddressThatWasNamedIsTaken() throws IOException {
    AdminConfig named = AdminConfig.defaults().at(AdminConfig.DEFAULT_BIND);
    assertThat(AdminStart.of(named, Map.of(), AdminStartTest::taken))
        .isEqualTo(
            new AdminStart.Failed(
                "admin: 127.0.0.1:9090: Address already in use (see admin.bind and --admin)",
                ExitCode.CANNOT_BIND));
  }

  @Test
  void makesATokenForOtherMachinesAndKeepsIt() throws IOException {
    Map<String, String> environment = Map.of("STATE_DIRECTORY", folder.resolve("state").toString());
    String first = token(environment);
    Path file = folder.resolve("state/admin.token");
    assertThat(first).hasSize(64).isEqualTo(Files.readString(file).strip());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(token(environment)).isEqualTo(first);
  }

  private static String token(Map<String, String> environment) throws IOException {
    String[] token = new String[1];
    AdminStart start =
        AdminStart.of(
            AdminConfig.defaults().at(EVERYWHERE),
            environment,
            config -> {
              token[0] = config.token().value();
              throw new BindException("Address already in use");
            });
    assertThat(start).isInstanceOf(AdminStart.Failed.class);
    return token[0];
  }

  @Test
  void endsWhenItCanKeepNoToken() throws IOException {
    AdminConfig config = AdminConfig.defaults().at(EVERYWHERE);
    assertThat(AdminStart.of(config, Map.of(), AdminStartTest::taken))
        .isInstanceOfSatisfying(
            AdminStart.Failed.class,
            failed -> {
              assertThat(failed.code()).isEqualTo(ExitCode.CONFIGURATION);
              assertThat(failed.problem()).contains("admin.token: missing", "set admin.token");
            });
  }
}
