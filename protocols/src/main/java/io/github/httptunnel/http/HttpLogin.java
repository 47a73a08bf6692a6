package io.github.httptunnel.http;

import io.github.httptunnel.tunnel.Authenticator;
import io.github.httptunnel.tunnel.Authenticator.Verdict;
import io.github.httptunnel.tunnel.Challenge;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Credentials;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.Overloaded;
import io.github.httptunnel.tunnel.Refusal.Unauthenticated;
import io.github.httptunnel.tunnel.Refusal.Unauthenticated.Lack;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.List;

/** Finds out who makes a request, in all versions of HTTP. */
public final class HttpLogin {

  /** What came of it. */
  public sealed interface Result {

    /**
     * The client is who it says.
     *
     * @param client with the name that it has proved
     */
    record Known(ClientInfo client) implements Result {}

    /** The client is not served. */
    record Refused(Refusal refusal) implements Result {}
  }

  private HttpLogin() {}

  /**
   * Judges what a request shows.
   *
   * @param fields of the request
   * @param loop the client's; the future completes there, and never fails
   */
  public static Future<Result> of(
      List<Field> fields, ClientInfo client, Authenticator authenticator, EventLoop loop) {
    Challenge challenge = authenticator.challenge();
    return switch (ProxyCredentials.in(fields)) {
      case ProxyCredentials.Found.OtherScheme() ->
          loop.newSucceededFuture(refused(Lack.SCHEME, challenge));
      case ProxyCredentials.Found.Unreadable() ->
          loop.newSucceededFuture(refused(Lack.UNREADABLE, challenge));
      case ProxyCredentials.Found.Shown(Credentials shown) when !isWanted(shown, challenge) ->
          loop.newSucceededFuture(refused(Lack.SCHEME, challenge));
      case ProxyCredentials.Found.Shown(Credentials shown) -> {
        Promise<Result> result = loop.newPromise();
        authenticator
            .authenticate(shown, client, loop)
            .addListener((Future<Verdict> verdict) ->
                result.setSuccess(
                    verdict.isSuccess()
                        ? result(verdict.getNow(), client, shown, challenge)
                        : new Result.Refused(new Refusal.Internal())));
        yield result;
      }
    };
  }

  private static Result result(
      Verdict verdict, ClientInfo client, Credentials shown, Challenge challenge) {
    return switch (verdict) {
      case Verdict.Known(String user, var groups, var proof) ->
          new Result.Known(client.known(user, groups, proof == null ? List.of() : List.of(proof)));
      case Verdict.Unknown() -> refused(lack(shown), challenge);
      case Verdict.Guessing() -> refused(Lack.GUESSING, challenge);
      case Verdict.Busy() -> new Result.Refused(new Overloaded(Overloaded.Resource.LOGINS));
    };
  }

  private static boolean isWanted(Credentials shown, Challenge challenge) {
    return switch (shown) {
      case Credentials.None() -> true;
      case Credentials.Password _ -> challenge.kinds().contains(Credentials.Kind.PASSWORD);
      case Credentials.Token _ -> challenge.kinds().contains(Credentials.Kind.TOKEN);
    };
  }

  private static Lack lack(Credentials shown) {
    return switch (shown) {
      case Credentials.None() -> Lack.MISSING;
      case Credentials.Password _ -> Lack.WRONG;
      case Credentials.Token _ -> Lack.TOKEN;
    };
  }

  private static Result refused(Lack lack, Challenge challenge) {
    return new Result.Refused(new Unauthenticated(lack, challenge));
  }
}
