package io.github.httptunnel.server.identity;

import static org.awaitility.Awaitility.await;

import io.github.httptunnel.tunnel.Authenticator.Verdict;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Credentials;
import io.github.httptunnel.tunnel.Secret;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.slf4j.LoggerFactory;

/** A desk whose threads and clock are the test's. */
final class DeskRig implements AutoCloseable {

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Queue<Runnable> work = new ArrayDeque<>();
  private final List<PasswordHash> hashed = new ArrayList<>();
  private final Path file;
  private final CurrentUsers users;
  private final PasswordDesk desk;
  private long now;

  /** A desk for the users of this file, which gets this text first. */
  DeskRig(Path file, String text) throws IOException {
    this.file = Files.writeString(file, text);
    this.users = users();
    this.desk =
        new PasswordDesk(
            "realm",
            users,
            this::put,
            (hash, password) -> {
              hashed.add(hash);
              return hash.matches(password);
            },
            LoginKeys.random(new SecureRandom()),
            LoggerFactory.getLogger(DeskRig.class),
            () -> now);
  }

  PasswordDesk desk() {
    return desk;
  }

  /** The hashes that passwords were compared with, in order. */
  List<PasswordHash> hashed() {
    return hashed;
  }

  /** How much waits for a thread. */
  int waiting() {
    synchronized (work) {
      return work.size();
    }
  }

  /** Time passes. */
  void advance(long nanos) {
    now += nanos;
  }

  /** The file gets another text, and is looked at until that has settled. */
  void change(String text) throws IOException {
    Files.writeString(file, text);
    look();
  }

  /** The file goes, and is looked for until that has settled. */
  void lose() throws IOException {
    Files.delete(file);
    look();
  }

  private void look() {
    users.look();
    users.look();
  }

  /** A verdict without what it rests on. */
  static Verdict named(Verdict verdict) {
    return verdict instanceof Verdict.Known(String user, _, _) ? new Verdict.Known(user) : verdict;
  }

  /** What comes of a password of the first network, once all threads are done. */
  Verdict decided(String user, String password) {
    Future<Verdict> verdict = ask(user, password, 1);
    await()
        .until(() -> {
          runAll();
          return verdict.isDone();
        });
    return named(verdict.getNow());
  }

  /** Shows a password from one of some networks. */
  Future<Verdict> ask(String user, String password, int network) {
    return ask(new Credentials.Password(user, new Secret(password)), client(network));
  }

  Future<Verdict> ask(Credentials credentials, ClientInfo client) {
    return desk.authenticate(credentials, client, loop());
  }

  EventLoop loop() {
    return channel.eventLoop();
  }

  /** Threads do all that waits. */
  void runAll() {
    while (waiting() > 0) {
      runOne();
    }
    channel.runPendingTasks();
  }

  /** A thread does what is next. */
  void runOne() {
    Runnable next;
    synchronized (work) {
      next = work.remove();
    }
    next.run();
    channel.runPendingTasks();
  }

  /** The users of the file, read anew. */
  CurrentUsers users() {
    return CurrentUsers.of(file, LoggerFactory.getLogger(DeskRig.class));
  }

  static ClientInfo client(int network) {
    return new ClientInfo(new InetSocketAddress("192.0.2." + network, 9), "main", "http", false, 0);
  }

  @Override
  public void close() {
    channel.finishAndReleaseAll();
  }

  private void put(Runnable next) {
    synchronized (work) {
      work.add(next);
    }
  }
}
