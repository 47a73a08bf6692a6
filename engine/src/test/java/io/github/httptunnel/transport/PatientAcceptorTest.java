package io.github.httptunnel.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Errors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatientAcceptorTest {

  private static final int EMFILE = 24;
  private static final int ECONNABORTED = 103;

  private final Vacancies vacancies = new Vacancies();
  private final List<AcceptFailure> failures = new ArrayList<>();
  private final EmbeddedChannel listener =
      new EmbeddedChannel(
          new PatientAcceptor(
              vacancies, (_, _) -> Door.Verdict.SERVE, new WaitingRoom(1), failures::add));

  PatientAcceptorTest() {
    listener.freezeTime();
  }

  @AfterEach
  void close() {
    listener.finishAndReleaseAll();
  }

  @Test
  void stopsAcceptingWhenThereIsNoDescriptor() {
    fail(EMFILE);
    assertThat(accepts()).isFalse();
    assertThat(failures).containsExactly(AcceptFailure.PROCESS_DESCRIPTORS);
  }

  @Test
  void triesAgainAfterTheFirstPauseAndNotBefore() {
    fail(EMFILE);
    pass(PatientAcceptor.FIRST_PAUSE_MILLIS - 1);
    assertThat(accepts()).isFalse();
    pass(1);
    assertThat(accepts()).isTrue();
  }

  @Test
  void doublesThePauseUpToTheLongest() {
    List<Integer> pauses = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      fail(EMFILE);
      pauses.add(pauseOf());
    }
    assertThat(pauses).containsExactly(10, 20, 40, 80, 160, 320, 500, 500);
  }

  @Test
  void beginsWithTheFirstPauseAgainAfterAConnection() {
    fail(EMFILE);
    pauseOf();
    listener.writeInbound(new EmbeddedChannel());
    fail(EMFILE);
    assertThat(pauseOf()).isEqualTo(PatientAcceptor.FIRST_PAUSE_MILLIS);
  }

  @Test
  void goesOnAtOnceWhenAConnectionEnds() {
    fail(EMFILE);
    vacancies.announce();
    listener.runPendingTasks();
    assertThat(accepts()).isTrue();
  }

  @Test
  void doesNotCutTheNextPauseShortByTheTimerOfTheLast() {
    fail(EMFILE);
    vacancies.announce();
    listener.runPendingTasks();
    fail(EMFILE);
    pass(PatientAcceptor.FIRST_PAUSE_MILLIS);
    assertThat(accepts()).isFalse();
  }

  @Test
  void asksForOneVacancyHoweverOftenItFails() {
    for (int i = 0; i < 5; i++) {
      fail(EMFILE);
      pauseOf();
    }
    vacancies.announce();
    fail(EMFILE);
    listener.runPendingTasks();
    assertThat(accepts()).isTrue();
    fail(EMFILE);
    listener.runPendingTasks();
    assertThat(accepts()).isFalse();
  }

  @Test
  void passesOverAConnectionThatFailedByItself() {
    fail(ECONNABORTED);
    assertThat(accepts()).isTrue();
  }

  @Test
  void passesOverAsManyAsAQueueMayHold() {
    fail(ECONNABORTED, PatientAcceptor.MOST_PASSED_OVER);
    assertThat(accepts()).isTrue();
  }

  @Test
  void stopsWhenNothingElseComesForLonger() {
    fail(ECONNABORTED, PatientAcceptor.MOST_PASSED_OVER + 1);
    assertThat(accepts()).isFalse();
  }

  @Test
  void countsFailuresAnewAfterAConnection() {
    fail(ECONNABORTED, PatientAcceptor.MOST_PASSED_OVER);
    listener.writeInbound(new EmbeddedChannel());
    fail(ECONNABORTED);
    assertThat(accepts()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "24, PROCESS_DESCRIPTORS",
    "23, SYSTEM_DESCRIPTORS",
    "105, KERNEL_MEMORY",
    "12, KERNEL_MEMORY",
    "103, PASSING",
    "1, PASSING",
    "22, OTHER"
  })
  void knowsTheNumbersOfLinux(int errno, AcceptFailure meaning) {
    assertThat(AcceptFailure.of(failure(errno))).isEqualTo(meaning);
  }

  @ParameterizedTest
  @CsvSource({
    "Too many open files, PROCESS_DESCRIPTORS",
    "Too many open files in system, SYSTEM_DESCRIPTORS",
    "No buffer space available, KERNEL_MEMORY",
    "Cannot allocate memory, KERNEL_MEMORY",
    "Software caused connection abort, PASSING",
    "Invalid argument, OTHER"
  })
  void knowsTheTextsOfNio(String text, AcceptFailure meaning) {
    assertThat(AcceptFailure.of(new IOException(text))).isEqualTo(meaning);
  }

  private static IOException failure(int errno) {
    // its texts come from the library
    Epoll.ensureAvailability();
    return new Errors.NativeIoException("accept", -errno);
  }

  private void fail(int errno) {
    listener.pipeline().fireExceptionCaught(failure(errno));
  }

  private void fail(int errno, int times) {
    for (int i = 0; i < times; i++) {
      fail(errno);
    }
  }

  /** Waits for the end of the pause, which began just now. */
  private int pauseOf() {
    int millis = 0;
    for (; !accepts(); millis++) {
      pass(1);
    }
    return millis;
  }

  private void pass(int millis) {
    listener.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    listener.runScheduledPendingTasks();
  }

  private boolean accepts() {
    return listener.config().isAutoRead();
  }
}
