package io.github.httptunnel.server.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.server.systemd.PassedDescriptors.Passed;
import io.github.httptunnel.server.systemd.PassedDescriptors.Unreadable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassedDescriptorsTest {

  private static final long PID = 4711;

  @Test
  void areNoneWithoutTheVariables() {
    assertThat(PassedDescriptors.read(Map.of(), PID)).isEqualTo(new Passed(List.of()));
  }

  @Test
  void haveTheNamesThatWereGiven() {
    assertThat(read("2", "main:admin")).isEqualTo(new Passed(List.of("main", "admin")));
  }

  @Test
  void mayHaveEmptyNames() {
    assertThat(read("2", ":")).isEqualTo(new Passed(List.of("", "")));
  }

  @Test
  void haveEmptyNamesWhenNoneWereGiven() {
    assertThat(
            PassedDescriptors.read(
                Map.of("LISTEN_FDS", "2", "LISTEN_PID", Long.toString(PID)), PID))
        .isEqualTo(new Passed(List.of("", "")));
  }

  @Test
  void areLeftAloneWhenTheyAreForAnotherProcess() {
    assertThat(
            PassedDescriptors.read(
                Map.of("LISTEN_FDS", "1", "LISTEN_PID", "4712", "LISTEN_FDNAMES", "main"), PID))
        .isEqualTo(new Passed(List.of()));
  }

  @Test
  void areLeftAloneWhenTheyAreForNobodyInParticular() {
    assertThat(PassedDescriptors.read(Map.of("LISTEN_FDS", "1"), PID))
        .isEqualTo(new Passed(List.of()));
  }

  @Test
  void areNoneWhenThereAreNone() {
    assertThat(read("0", "")).isEqualTo(new Passed(List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", "1001", "99999999999"})
  void areAMistakeWhenTheirNumberIsNone(String count) {
    assertThat(read(count, "main"))
        .isInstanceOfSatisfying(
            Unreadable.class,
            said -> assertThat(said.problem()).contains("LISTEN_FDS", "'" + count + "'", "1000"));
  }

  @Test
  void areAMistakeWhenTheyHaveMoreNamesThanDescriptors() {
    assertThat(read("1", "main:admin"))
        .isInstanceOfSatisfying(
            Unreadable.class,
            said -> assertThat(said.problem()).contains("LISTEN_FDNAMES", "2", "expected: 1"));
  }

  private static PassedDescriptors read(String count, String names) {
    return PassedDescriptors.read(
        Map.of("LISTEN_FDS", count, "LISTEN_PID", Long.toString(PID), "LISTEN_FDNAMES", names),
        PID);
  }
}
