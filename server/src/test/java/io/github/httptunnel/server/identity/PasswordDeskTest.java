package io.github.httptunnel.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.Authenticator.Verdict;
import io.github.httptunnel.tunnel.Credentials;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, and what is hashed for it when. */
final class PasswordDeskTest {

  private static final Verdict ALICE = new Verdict.Known("alice");
  private static final Verdict UNKNOWN = new Verdict.Unknown();

  @TempDir private Path folder;
  private DeskRig rig;

  @BeforeEach
  void open() throws IOException {
    open(
        "alice:"
            + Hashes.BCRYPT
            + "\ncarol:"
            + Hashes.BCRYPT
            + "\nbob:{SHA}nU4eI71bcnBGqeO0t9tXvY1u5oQ=\n");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void knowsAUserByThePassword() {
    assertThat(rig.decided("alice", "pass")).isEqualTo(ALICE);
    assertThat(rig.decided("bob", "pass")).isEqualTo(new Verdict.Known("bob"));
  }

  @Test
  void knowsNobodyByAnotherPasswordOrAnothersName() {
    assertThat(rig.decided("alice", "wrong")).isEqualTo(UNKNOWN);
    assertThat(rig.decided("Alice", "pass")).isEqualTo(UNKNOWN);
    assertThat(rig.decided("alice", "")).isEqualTo(UNKNOWN);
  }

  @Test
  void knowsNobodyWhoShowsNothingAndHashesNothingForIt() {
    assertThat(rig.ask(new Credentials.None(), DeskRig.client(1)).getNow()).isEqualTo(UNKNOWN);
    assertThat(rig.waiting()).isZero();
  }

  @Test
  void hashesForAStrangerAsForAUser() {
    rig.decided("alice", "wrong");
    rig.decided("nobody", "wrong");

    assertThat(rig.hashed()).hasSize(2);
    assertThat(rig.hashed().get(1).effort()).isEqualTo(rig.hashed().get(0).effort());
  }

  @Test
  void knowsNoStrangerEvenByAPasswordThatIsSomebodys() {
    assertThat(rig.decided("nobody", "pass")).isEqualTo(UNKNOWN);
  }

  @Test
  void hashesForStrangersAsForMostUsers() throws IOException {
    open("a:{SHA}nU4eI71bcnBGqeO0t9tXvY1u5oQ=\nb:" + Hashes.BCRYPT + "\nc:" + Hashes.BCRYPT + "\n");

    rig.decided("nobody", "wrong");

    assertThat(rig.hashed()).singleElement().isInstanceOf(Bcrypt.class);
  }

  @Test
  void letsNobodyWaitForAThreadOnTheEventLoop() {
    Future<Verdict> verdict = rig.ask("alice", "pass", 1);

    assertThat(verdict.isDone()).isFalse();
    assertThat(rig.hashed()).isEmpty();
  }

  @Test
  void hashesNoMoreForANetworkThatGuesses() {
    for (int i = 0; i < Guesses.BURST; i++) {
      assertThat(rig.decided("alice", "wrong" + i)).isEqualTo(UNKNOWN);
    }

    assertThat(rig.ask("alice", "another", 1).getNow()).isEqualTo(new Verdict.Guessing());
    assertThat(rig.hashed()).hasSize(Guesses.BURST);
  }

  @Test
  void letsOthersInWhileANetworkGuesses() {
    guessAway();

    Future<Verdict> verdict = rig.ask("alice", "pass", 2);
    rig.runAll();

    assertThat(DeskRig.named(verdict.getNow())).isEqualTo(ALICE);
  }

  @Test
  void letsThoseInOfTheSameNetworkWhoWereKnownBefore() {
    rig.decided("alice", "pass");
    rig.advance(Verdicts.RIGHT_NANOS);
    guessAway();

    assertThat(rig.decided("alice", "pass")).isEqualTo(ALICE);
  }

  @Test
  void doesNotCountPasswordsThatAreRightAsGuesses() {
    for (int i = 0; i < 3 * Guesses.BURST; i++) {
      rig.advance(Verdicts.RIGHT_NANOS);
      assertThat(rig.decided("alice", "pass")).isEqualTo(ALICE);
      assertThat(rig.decided("bob", "pass")).isEqualTo(new Verdict.Known("bob"));
    }
  }

  @Test
  void isBusyWhenTooMuchOfANetworkWaits() {
    for (int i = 0; i < Turns.MOST_OF_ONE; i++) {
      assertThat(rig.ask("alice", "wrong" + i, 1).isDone()).isFalse();
    }

    assertThat(rig.ask("alice", "another", 1).getNow()).isEqualTo(new Verdict.Busy());
    assertThat(rig.ask("alice", "another", 2).isDone()).isFalse();
  }

  @Test
  void servesAnotherNetworkBeforeTheRestOfAGuessers() {
    for (int i = 0; i < 10; i++) {
      rig.ask("alice", "wrong" + i, 1);
    }
    Future<Verdict> verdict = rig.ask("alice", "pass", 2);

    rig.runOne();
    rig.runOne();

    assertThat(DeskRig.named(verdict.getNow())).isEqualTo(ALICE);
  }

  private void guessAway() {
    for (int i = 0; i < Guesses.BURST; i++) {
      rig.decided("alice", "wrong" + i);
    }
    assertThat(rig.ask("alice", "another", 1).getNow()).isEqualTo(new Verdict.Guessing());
  }

  private void open(String text) throws IOException {
    rig = new DeskRig(folder.resolve("users.htpasswd"), text);
  }
}
