package io.github.httptunnel.server.identity;

import io.github.httptunnel.server.files.Followed;
import io.github.httptunnel.tunnel.Authenticator;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
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

  private final Logger log;
  private final ThreadPoolExecutor threads;
  private final HashMemory memory = new HashMemory(Runtime.getRuntime().maxMemory());
  private final Map<Path, CurrentUsers> files = new HashMap<>();
  private final Map<Counter, PasswordDesk> desks = new HashMap<>();

  private record Counter(Path users, String realm) {}

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
   * @throws IllegalArgumentException if the file of users is bad; the message says where and why
   */
  public @Nullable Authenticator of(@Nullable AuthConfig config) {
    if (config == null || config.users() == null) {
      return null;
    }
    users(config.users()).refresh();
    PasswordDesk desk =
        desks.computeIfAbsent(new Counter(config.users(), config.realm()), this::desk);
    return config.certificates() != null && config.require() == AuthConfig.Require.ANY
        ? new CertificateFirst(desk)
        : desk;
  }

  /** The file that this rests on, which may change; absent if it rests on none. */
  public @Nullable Followed followed(@Nullable AuthConfig config) {
    return config == null || config.users() == null ? null : users(config.users());
  }

  private CurrentUsers users(Path file) {
    return files.computeIfAbsent(file, _ -> CurrentUsers.of(file, log));
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
