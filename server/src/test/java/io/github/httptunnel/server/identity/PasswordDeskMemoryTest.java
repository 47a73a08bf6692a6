package io.github.httptunnel.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.httptunnel.tunnel.Authenticator;
import io.github.httptunnel.tunnel.Authenticator.Verdict;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Credentials;
import io.github.httptunnel.tunnel.Proof;
import io.github.httptunnel.tunnel.Secret;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the desk remembers, and when it forgets. */
final class PasswordDeskMemoryTest {

  private static final String FILE = "users.htpasswd";
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
  void refusesLongCredentialsUnhashed() {
    assertThat(rig.ask("alice", "x".repeat(508), 1).getNow()).isEqualTo(UNKNOWN);
    assertThat(rig.waiting()).isZero();

    rig.ask("alice", "x".repeat(507), 1);
    assertThat(rig.waiting()).isEqualTo(1);
  }

  @Test
  void remembersForAWhileWhatWasRight() {
    rig.decided("alice", "pass");
    rig.advance(Verdicts.RIGHT_NANOS - 1);
    assertThat(rig.decided("alice", "pass")).isEqualTo(ALICE);
    assertThat(rig.hashed()).hasSize(1);

    rig.advance(1);
    assertThat(rig.decided("alice", "pass")).isEqualTo(ALICE);
    assertThat(rig.hashed()).hasSize(2);
  }

  @Test
  void remembersForAWhileWhatWasWrong() {
    rig.decided("alice", "wrong");
    rig.advance(Verdicts.WRONG_NANOS - 1);
    assertThat(rig.decided("alice", "wrong")).isEqualTo(UNKNOWN);
    assertThat(rig.hashed()).hasSize(1);

    rig.advance(1);
    rig.decided("alice", "wrong");
    assertThat(rig.hashed()).hasSize(2);
  }

  @Test
  void hashesOnceForAllWhoShowTheSameAtOnce() {
    List<Future<Verdict>> verdicts =
        List.of(
            rig.ask("alice", "pass", 1), rig.ask("alice", "pass", 1), rig.ask("alice", "pass", 2));

    rig.runAll();

    assertThat(verdicts)
        .allSatisfy(verdict -> assertThat(DeskRig.named(verdict.getNow())).isEqualTo(ALICE));
    assertThat(rig.hashed()).hasSize(1);
  }

  @Test
  void forgetsWhatItKnewWhenTheUsersChange() throws IOException {
    rig.decided("alice", "pass");
    rig.change("bob:" + Hashes.BCRYPT + "\n");

    assertThat(rig.decided("alice", "pass")).isEqualTo(UNKNOWN);
  }

  @Test
  void learnsOfNewUsers() throws IOException {
    rig.change("carol:" + Hashes.BCRYPT + "\n");

    assertThat(rig.decided("carol", "pass")).isEqualTo(new Verdict.Known("carol"));
  }

  @Test
  void keepsTheUsersItHasWhenTheFileIsBroken() throws IOException {
    rig.change("no colon\n");

    assertThat(rig.decided("alice", "pass")).isEqualTo(ALICE);
  }

  @Test
  void keepsTheUsersItHasWhenTheFileIsGone() throws IOException {
    rig.lose();

    assertThat(rig.decided("alice", "pass")).isEqualTo(ALICE);
  }

  @Test
  void whatWasProvedCountsAsLongAsTheUsersHashIsThere() throws IOException {
    Proof proof = proofOfAlice();
    assertThat(rig.desk().stands(proof)).isTrue();

    rig.change("bob:" + Hashes.BCRYPT + "\nalice:" + Hashes.BCRYPT + "\n");
    assertThat(rig.desk().stands(proof)).isTrue();

    rig.change("alice:{SHA}nU4eI71bcnBGqeO0t9tXvY1u5oQ=\n");
    assertThat(rig.desk().stands(proof)).isFalse();
  }

  @Test
  void whatAUserProvedWhoIsGoneCountsNoMore() throws IOException {
    Proof proof = proofOfAlice();

    rig.change("bob:" + Hashes.BCRYPT + "\n");

    assertThat(rig.desk().stands(proof)).isFalse();
    assertThat(new CertificateFirst(rig.desk()).stands(proof)).isFalse();
  }

  @Test
  void hasNothingToSayAboutWhatOthersProved() {
    assertThat(rig.desk().stands(new Others())).isTrue();
  }

  private record Others() implements Proof {}

  private Proof proofOfAlice() {
    Future<Verdict> verdict = rig.ask("alice", "pass", 1);
    rig.runAll();
    return ((Verdict.Known) verdict.getNow()).proof();
  }

  @Test
  void knowsNobodyWhenThereAreNoUsers() throws IOException {
    open("# nobody yet\n");

    assertThat(rig.ask("alice", "pass", 1).getNow()).isEqualTo(UNKNOWN);
  }

  @Test
  void refusesAFileThatIsBadFromTheStart() throws IOException {
    rig.change("no colon\n");

    assertThatIllegalArgumentException()
        .isThrownBy(rig::users)
        .withMessage(folder.resolve(FILE) + ":1:1: has no colon (expected: NAME:HASH)");
  }

  @Test
  void takesTheNameOfACertificateAndAsksTheOthers() {
    Authenticator either = new CertificateFirst(rig.desk());
    ClientInfo proved = DeskRig.client(1).known("from-certificate");

    assertThat(either.authenticate(new Credentials.None(), proved, rig.loop()).getNow())
        .isEqualTo(new Verdict.Known("from-certificate"));
    assertThat(either.authenticate(new Credentials.None(), DeskRig.client(1), rig.loop()).getNow())
        .isEqualTo(UNKNOWN);
    assertThat(either.challenge()).isEqualTo(rig.desk().challenge());
  }

  @Test
  void printsNothingThatIdentifiesAnybody() {
    assertThat(rig.decided("alice", "pass").toString()).doesNotContain("alice");
    assertThat(new Credentials.Password("alice", new Secret("pass")).toString())
        .doesNotContain("alice")
        .doesNotContain("pass");
  }

  private void open(String text) throws IOException {
    rig = new DeskRig(folder.resolve(FILE), text);
  }
}
