package io.github.httptunnel.server.identity;

import io.github.httptunnel.server.files.Followed;
import io.github.httptunnel.server.identity.TokenConfig.KeySource;
import io.github.httptunnel.tunnel.Authenticator;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Makes what says who clients are, from the configuration. Listeners with the same file of users
 * and the same realm have one desk together. To be used by one thread; what it makes is
 * thread-safe.
 */
public final class Authenticators {

  private static final int REST_SECONDS = 10;
  private static final Duration FETCH_WITHIN = Duration.ofSeconds(5);

  private final Logger log;
  private final ThreadPoolExecutor threads;
  private final HashMemory memory = new HashMemory(Runtime.getRuntime().maxMemory());
  private final Map<Path, CurrentUsers> files = new HashMap<>();
  private final Map<Counter, PasswordDesk> desks = new HashMap<>();

  private final Map<KeySource, KeySupply> keys = new HashMap<>();
  private final Map<TokenCounter, TokenDesk> tokenDesks = new HashMap<>();

  private record Counter(Path users, String realm) {}

  private record TokenCounter(TokenConfig tokens, String realm) {}

  /**
   * Makes no thread yet; those that hash end when there is nothing to do.
   *
   * @param log told when a file of users changes
   */
  public Authenticators(Logger log) {
    this.log = log;
    int most = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    this.threads =
        new ThreadPoolExecutor(
            most,
            most,
            REST_SECONDS,
            TimeUnit.SECONDS,
            // as long as what waits at the desks, which is bounded
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("login-", 0).factory());
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * What asks the clients of a listener who they are; absent if they are not asked, or their
   * certificate is enough. Reads a file of users that has changed. Blocks.
   *
   * @throws IllegalArgumentException if a file is bad; the message says where and why
   */
  public @Nullable Authenticator of(@Nullable AuthConfig config) {
    if (config == null || !config.asksEachRequest()) {
      return null;
    }
    Authenticator login = login(config);
    return config.certificates() != null && config.require() == AuthConfig.Require.ANY
        ? new CertificateFirst(login)
        : login;
  }

  private Authenticator login(AuthConfig config) {
    PasswordDesk passwords = config.users() == null ? null : desk(config.users(), config.realm());
    TokenDesk tokens =
        config.tokens() == null
            ? null
            : tokenDesks.computeIfAbsent(
                new TokenCounter(config.tokens(), config.realm()), this::desk);
    if (passwords != null && tokens != null) {
      return new EitherLogin(passwords, tokens);
    }
    return Objects.requireNonNull(passwords == null ? tokens : passwords);
  }

  /** What these rest on and may change. */
  public List<Followed> followed(@Nullable AuthConfig config) {
    List<Followed> followed = new ArrayList<>();
    if (config != null && config.users() != null) {
      followed.add(users(config.users()));
    }
    if (config != null && config.tokens() != null) {
      followed.add(keys(config.tokens().keys()));
    }
    return followed;
  }

  private CurrentUsers users(Path file) {
    return files.computeIfAbsent(file, _ -> CurrentUsers.of(file, log));
  }

  private KeySupply keys(KeySource source) {
    return keys.computeIfAbsent(
        source,
        _ ->
            switch (source) {
              case KeySource.InFile(Path file) -> KeysInFile.of(file, log);
              case KeySource.OnWeb(URI url, var authorities) ->
                  new KeysOnWeb(
                      url.toString(),
                      new KeyFetch(url, authorities, FETCH_WITHIN),
                      log,
                      System::nanoTime);
            });
  }

  private TokenDesk desk(TokenCounter counter) {
    return new TokenDesk(
        counter.realm(),
        counter.tokens(),
        keys(counter.tokens().keys()),
        threads,
        LoginKeys.random(new SecureRandom()),
        log,
        InstantSource.system());
  }

  private PasswordDesk desk(Path file, String realm) {
    users(file).refresh();
    return desks.computeIfAbsent(new Counter(file, realm), this::desk);
  }

  private PasswordDesk desk(Counter counter) {
    return new PasswordDesk(
        counter.realm(),
        users(counter.users()),
        threads,
        memory::matches,
        LoginKeys.random(new SecureRandom()),
        log,
        System::nanoTime);
  }
}
