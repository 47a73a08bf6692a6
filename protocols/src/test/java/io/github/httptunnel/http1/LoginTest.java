package io.github.httptunnel.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.Authenticator.Verdict;
import io.github.httptunnel.tunnel.Credentials;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.Unauthenticated.Lack;
import io.github.httptunnel.tunnel.Secret;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests on a listener that asks who its clients are. */
final class LoginTest {

  private final LoginRig rig = new LoginRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void servesWhoeverIsKnownUnderTheirName() {
    rig.install(Http1Answers.STANDARD);

    rig.wire().receive(LoginRig.connect(LoginRig.PASSWORD));

    assertThat(rig.shown()).containsExactly(new Credentials.Password("user", new Secret("pass")));
    assertThat(rig.opened().user()).isEqualTo("user");
    assertThat(rig.sink().failures()).isEmpty();
  }

  @Test
  void servesAnExchangeUnderTheClientsName() {
    rig.install(Http1Answers.STANDARD);

    rig.wire().receive(LoginRig.get(LoginRig.PASSWORD));

    assertThat(rig.opened().user()).isEqualTo("user");
    assertThat(rig.opened().kind()).isEqualTo(TunnelRequest.Kind.EXCHANGE);
  }

  @Test
  void asksForCredentialsAndClosesAfterAConnect() {
    rig.judging(new Verdict.Unknown()).install(Http1Answers.STANDARD);

    rig.wire().receive(LoginRig.connect(""));

    assertThat(rig.shown()).containsExactly(new Credentials.None());
    assertThat(rig.wire().sent())
        .startsWith("HTTP/1.1 407 ")
        .contains("\r\nProxy-Authenticate: Basic realm=\"tunnel\", charset=\"UTF-8\"\r\n")
        .contains("\r\nConnection: close\r\n")
        .endsWith("|");
    assertThat(rig.sink().failures()).containsExactly(LoginRig.refused(Lack.MISSING));
    assertThat(rig.sink().opened()).isEmpty();
  }

  @Test
  void saysThatCredentialsAreWrong() {
    rig.judging(new Verdict.Unknown()).install(Http1Answers.STANDARD);

    rig.wire().receive(LoginRig.connect(LoginRig.PASSWORD));

    assertThat(rig.sink().failures()).containsExactly(LoginRig.refused(Lack.WRONG));
  }

  @Test
  void keepsTheConnectionOfARequestThatHasComeWhole() {
    rig.judging(new Verdict.Unknown()).install(Http1Answers.STANDARD);
    rig.wire().receive(LoginRig.get(""));
    assertThat(rig.wire().sent()).startsWith("HTTP/1.1 407 ").doesNotContain("Connection: close");

    rig.judging(LoginRig.USER);
    rig.wire().receive(LoginRig.get(LoginRig.PASSWORD));

    assertThat(rig.opened().user()).isEqualTo("user");
    assertThat(rig.sink().failures()).containsExactly(LoginRig.refused(Lack.MISSING));
  }

  @Test
  void asksAgainWithEachRequestOfAConnection() {
    rig.install(Http1Answers.STANDARD);
    rig.wire().receive(LoginRig.get(LoginRig.PASSWORD));
    rig.sink().opened().getFirst().refuse(new Refusal.Internal());
    rig.wire().sent();

    rig.judging(new Verdict.Unknown());
    rig.wire().receive(LoginRig.get(""));

    assertThat(rig.wire().sent()).startsWith("HTTP/1.1 407 ");
    assertThat(rig.shown()).hasSize(2).last().isEqualTo(new Credentials.None());
  }

  @Test
  void closesWhenContentIsStillToCome() {
    rig.judging(new Verdict.Unknown()).install(Http1Answers.STANDARD);

    rig.wire()
        .receive("POST http://a.example/ HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n12345");

    assertThat(rig.wire().sent())
        .startsWith("HTTP/1.1 407 ")
        .contains("Connection: close")
        .endsWith("|");
  }

  @Test
  void sendsNoBodyWithAHead() {
    rig.judging(new Verdict.Unknown()).install(Http1Answers.STANDARD);

    rig.wire().receive("HEAD http://a.example/ HTTP/1.1\r\nHost: a\r\n\r\n");

    assertThat(rig.wire().sent()).startsWith("HTTP/1.1 407 ").endsWith("\r\n\r\n");
  }

  @Test
  void asksNobodyForWhatCannotBeRead() {
    rig.install(Http1Answers.STANDARD);

    rig.wire().receive(LoginRig.connect("Proxy-Authorization: Basic !\r\n"));

    assertThat(rig.shown()).isEmpty();
    assertThat(rig.sink().failures()).containsExactly(LoginRig.refused(Lack.UNREADABLE));
  }

  @Test
  void asksNobodyAboutASchemeThatItDoesNotServe() {
    rig.install(Http1Answers.STANDARD);

    rig.wire().receive(LoginRig.connect("Proxy-Authorization: Bearer abc\r\n"));

    assertThat(rig.shown()).isEmpty();
    assertThat(rig.sink().failures()).containsExactly(LoginRig.refused(Lack.SCHEME));
  }

  @Test
  void tellsWhoShowedATokenThatItDoesNotCount() {
    rig.asking(Credentials.Kind.PASSWORD, Credentials.Kind.TOKEN)
        .judging(new Verdict.Unknown())
        .install(Http1Answers.STANDARD);

    rig.wire().receive(LoginRig.connect("Proxy-Authorization: bearer a.b.c==\r\n"));

    assertThat(rig.shown()).containsExactly(new Credentials.Token(new Secret("a.b.c==")));
    assertThat(rig.wire().sent())
        .startsWith("HTTP/1.1 407 ")
        .contains("Proxy-Authenticate: Basic realm=\"tunnel\", charset=\"UTF-8\"\r\n")
        .contains("Proxy-Authenticate: Bearer realm=\"tunnel\", error=\"invalid_token\"\r\n");
  }

  @Test
  void namesNoErrorToWhoHasShownNothing() {
    rig.asking(Credentials.Kind.TOKEN)
        .judging(new Verdict.Unknown())
        .install(Http1Answers.STANDARD);

    rig.wire().receive(LoginRig.connect(""));

    assertThat(rig.wire().sent())
        .contains("Proxy-Authenticate: Bearer realm=\"tunnel\"\r\n")
        .contains("Proxy-Authorization: Bearer TOKEN")
        .doesNotContain("Basic");
  }

  @Test
  void asksNobodyAboutAPasswordWhereATokenIsWanted() {
    rig.asking(Credentials.Kind.TOKEN).install(Http1Answers.STANDARD);

    rig.wire().receive(LoginRig.connect(LoginRig.PASSWORD));

    assertThat(rig.shown()).isEmpty();
  }

  @Test
  void tellsNobodyWhatWasShown() {
    rig.judging(new Verdict.Unknown()).install(Http1Answers.STANDARD);

    rig.wire().receive(LoginRig.connect(LoginRig.PASSWORD));

    assertThat(rig.wire().sent()).doesNotContain("dXNlcjpwYXNz").doesNotContain("user:");
    assertThat(rig.sink().failures().toString()).doesNotContain("pass");
  }

  @Test
  void givesTheChallengeWithTheOriginalsAnswersToo() {
    rig.judging(new Verdict.Unknown()).install(Http1Answers.LEGACY);

    rig.wire().receive(LoginRig.connect(""));

    assertThat(rig.wire().sent())
        .isEqualTo(
            "HTTP/1.1 407 PROXY_AUTHENTICATION_REQUIRED\r\nProxy-Authenticate: Basic"
                + " realm=\"tunnel\", charset=\"UTF-8\"\r\n\r\n|");
  }

  @Test
  void takesTheNameThatTheConnectionHasProvedIfNobodyIsAsked() {
    new Http1Negotiator(Duration.ofSeconds(10), Http1Answers.STANDARD, ExchangePolicy.defaults())
        .install(rig.wire().channel(), rig.wire().client().known("from-certificate"), rig.sink());

    rig.wire().receive(LoginRig.get(""));
    rig.sink().opened().getFirst().refuse(new Refusal.Internal());
    rig.wire().receive(LoginRig.get(""));

    assertThat(rig.sink().opened())
        .hasSize(2)
        .allSatisfy(n -> assertThat(n.request().user()).isEqualTo("from-certificate"));
  }
}
