package io.github.httptunnel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageErrorsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          htpp                              | unknown command 'htpp'; did you mean 'http'?
          HTTPS                             | unknown command 'HTTPS'; did you mean 'https'?
          socks                             | unknown command 'socks' (expected one of: http, https
          --bnid 127.0.0.1:1 http           | unknown option '--bnid'; did you mean '--bind'?
          http --bind=1                     | --bind: '1' is a port without an address
          http --bind                       | --bind
          --config= serve                   | --config: the name is empty
          http extra more                   | unexpected argument 'extra' 'more'
          --bind 127.0.0.1:0                | a command is missing
          tcp                               | --destination
          tcp -d example                    | --destination: 'example': the port is missing
          tcp -d example:99999              | --destination: 'example:99999': the port
          https                             | a key is missing
          https --pk a --cert b             | --pk does not go with --cert
          https --cert b                    | --cert and --key go together
          https --key b                     | --cert and --key go together
          https --pk a --password b --password-file c | --password does not go with
          http --administrator off          | unknown option '--administrator'
          http --admin 9090                 | --admin: '9090' is a port without an address
          --admin off http --admin off      | --admin is given twice
          bench                             | an experiment is missing (expected one of: bulk, requests, setup
          bench blk                         | unknown command 'blk'; did you mean 'bulk'?
          bench bulk --tunels 1             | unknown option '--tunels'; did you mean '--tunnels'?
          bench bulk --tunnels 0            | --tunnels
          bench bulk --proxy nowhere        | is no address with a port (expected: HOST:PORT
          bench bulk --proxy a:1 --fixed b:1 | mutually exclusive
          """)
  void areExplained(String arguments, String message) {
    ProgramRun run = ProgramRun.of(arguments.split(" "));
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(message).contains("--help");
    assertThat(run.out()).isEmpty();
    assertThat(run.hasLaunched()).isFalse();
  }

  @Test
  void withoutArgumentsTheUsageIsShown() {
    ProgramRun run = ProgramRun.of();
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("a command is missing", "Usage:", "Commands:");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aPasswordBehindAMisspeltOptionIsNotRepeated() {
    assertThat(ProgramRun.of("https", "--pasword", "hunter2").err())
        .contains("'--pasword'; did you mean '--password'?")
        .doesNotContain("hunter2");
    assertThat(ProgramRun.of("https", "--pasword=hunter2").err()).doesNotContain("hunter2");
  }

  @Test
  void anArgumentThatBeginsWithAnAtSignIsNoFile() {
    assertThat(ProgramRun.of("@file").err()).contains("unknown command '@file'");
  }
}
