package io.github.httptunnel.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.Authenticator.Verdict;
import io.github.httptunnel.tunnel.Credentials;
import io.github.httptunnel.tunnel.Proof;
import io.github.httptunnel.tunnel.Secret;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Future;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

/** Tokens that are shown to a desk whose threads, clock and keys are the test's. */
class TokenDeskTest {

  private static final Verdict UNKNOWN = new Verdict.Unknown();

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Queue<Runnable> work = new ArrayDeque<>();
  private final Tokens issuer = Tokens.elliptic("one");
  private final Supply supply = new Supply();
  private Instant now = Instant.now();
  private TokenDesk desk = desk(false);

  private static final class Supply implements KeySupply {
    private TokenKeys keys = TokenKeys.NONE;
    private CompletableFuture<Void> renewal;
    private int renewals;

    @Override
    public TokenKeys get() {
      return keys;
    }

    @Override
    public CompletableFuture<Void> renew() {
      renewals++;
      return renewal;
    }

    @Override
    public boolean look() {
      return false;
    }

    void publish(Tokens... issuers) {
      keys = TokenKeys.parse(Tokens.published(issuers));
    }
  }

  TokenDeskTest() {
    supply.publish(issuer);
  }

  private TokenDesk desk(boolean outlive) {
    return new TokenDesk(
        "office",
        new TokenConfig(
            new TokenConfig.KeySource.OnWeb(URI.create("https://login.example/keys"), null),
            Tokens.ISSUER,
            Tokens.AUDIENCE,
            "sub",
            null,
            outlive),
        supply,
        work::add,
        LoginKeys.random(new SecureRandom()),
        NOPLogger.NOP_LOGGER,
        () -> now);
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  private Future<Verdict> ask(String token) {
    return desk.authenticate(
        new Credentials.Token(new Secret(token)), DeskRig.client(1), channel.eventLoop());
  }

  private Verdict decided(String token) {
    Future<Verdict> verdict = ask(token);
    runAll();
    return verdict.getNow();
  }

  private void runAll() {
    while (!work.isEmpty()) {
      work.remove().run();
    }
    channel.runPendingTasks();
  }

  private Proof proof(String token) {
    return ((Verdict.Known) decided(token)).proof();
  }

  @Test
  void knowsAUserByAToken() {
    assertThat(DeskRig.named(decided(issuer.token()))).isEqualTo(new Verdict.Known("alice"));
  }

  @Test
  void verifiesNothingOnTheEventLoop() {
    Future<Verdict> verdict = ask(issuer.token());
    assertThat(verdict.isDone()).isFalse();
    assertThat(work).hasSize(1);
  }

  @Test
  void knowsNobodyByAnythingElse() {
    assertThat(
            desk.authenticate(
                    new Credentials.Password("alice", new Secret("pass")),
                    DeskRig.client(1),
                    channel.eventLoop())
                .getNow())
        .isEqualTo(UNKNOWN);
    assertThat(
            desk.authenticate(new Credentials.None(), DeskRig.client(1), channel.eventLoop())
                .getNow())
        .isEqualTo(UNKNOWN);
    assertThat(decided(Tokens.elliptic("one").token())).isEqualTo(UNKNOWN);
  }

  @Test
  void refusesUnreadWhatIsTooLongOrEncrypted() {
    String padded = issuer.token() + "A".repeat(TokenDesk.MOST_BYTES);
    assertThat(ask(padded).getNow()).isEqualTo(UNKNOWN);
    assertThat(ask("a.b.c.d.e").getNow()).isEqualTo(UNKNOWN);
    assertThat(ask("a.b").getNow()).isEqualTo(UNKNOWN);
    assertThat(work).isEmpty();
  }

  @Test
  void remembersATokenAsLongAsItCounts() {
    String token = issuer.tokenUntil(now.plusSeconds(10));
    decided(token);
    now = now.plusSeconds(68);
    assertThat(ask(token).isDone()).isTrue();
    now = now.plusSeconds(2);
    assertThat(decided(token)).isEqualTo(UNKNOWN);
  }

  @Test
  void forgetsTokensWhenTheKeysChange() {
    String token = issuer.token();
    decided(token);
    supply.publish(Tokens.elliptic("one"));
    assertThat(decided(token)).isEqualTo(UNKNOWN);
  }

  @Test
  void waitsForNewKeysWhenATokenNamesOneThatIsUnknown() {
    Tokens next = Tokens.elliptic("two");
    supply.renewal = new CompletableFuture<>();
    Future<Verdict> verdict = ask(next.token());
    runAll();
    assertThat(verdict.isDone()).isFalse();

    supply.publish(issuer, next);
    supply.renewal.complete(null);
    runAll();
    assertThat(DeskRig.named(verdict.getNow())).isEqualTo(new Verdict.Known("alice"));
  }

  @Test
  void asksForNewKeysOnceForEachToken() {
    supply.renewal = CompletableFuture.completedFuture(null);
    assertThat(decided(Tokens.elliptic("two").token())).isEqualTo(UNKNOWN);
    assertThat(supply.renewals).isOne();
  }

  @Test
  void knowsNobodyByAnUnknownKeyWhileNobodyMayAskForNewOnes() {
    assertThat(decided(Tokens.elliptic("two").token())).isEqualTo(UNKNOWN);
  }

  @Test
  void isBusyWhileThereAreNoKeysAtAll() {
    supply.keys = TokenKeys.NONE;
    assertThat(decided(issuer.token())).isEqualTo(new Verdict.Busy());
  }

  @Test
  void isBusyWhenTooMuchOfANetworkWaits() {
    for (int i = 0; i < Turns.MOST_OF_ONE; i++) {
      assertThat(ask(issuer.token()).isDone()).isFalse();
    }
    assertThat(ask(issuer.token()).getNow()).isEqualTo(new Verdict.Busy());
  }

  @Test
  void whatATokenProvedCountsUntilItExpires() {
    Proof proof = proof(issuer.tokenUntil(now.plusSeconds(10)));
    assertThat(desk.stands(proof)).isTrue();
    assertThat(proof.left()).isBetween(Duration.ofSeconds(69), Duration.ofSeconds(70));
    now = now.plusSeconds(70);
    assertThat(desk.stands(proof)).isFalse();
  }

  @Test
  void whatATokenProvedMayOutliveIt() {
    desk = desk(true);
    Proof proof = proof(issuer.tokenUntil(now.plusSeconds(10)));
    assertThat(proof.left()).isNull();
    now = now.plusSeconds(70);
    assertThat(desk.stands(proof)).isTrue();
  }

  @Test
  void whatATokenProvedCountsNoMoreWhenItsKeyIsWithdrawn() {
    desk = desk(true);
    Proof proof = proof(issuer.token());
    Tokens next = Tokens.elliptic("two");
    supply.publish(issuer, next);
    assertThat(desk.stands(proof)).isTrue();
    supply.publish(next);
    assertThat(desk.stands(proof)).isFalse();
  }

  @Test
  void printsNothingThatIdentifiesAnybody() {
    assertThat(proof(issuer.token()).toString()).isEqualTo("TokenProof[***]");
    assertThat(new Credentials.Token(new Secret("a.b.c")).toString()).doesNotContain("a.b.c");
  }
}
