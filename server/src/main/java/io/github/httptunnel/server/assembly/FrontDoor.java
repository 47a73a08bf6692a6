package io.github.httptunnel.server.assembly;

import io.github.httptunnel.limit.ConnectionCount;
import io.github.httptunnel.limit.Doorkeeper;
import io.github.httptunnel.limit.Entry;
import io.github.httptunnel.transport.Door;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.Overloaded;
import io.netty.channel.Channel;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.AttributeKey;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Judges the connections of one listener where they are accepted, before they cost an event loop of
 * their own anything: whether the listener serves their client, whether there is room, and whether
 * more come than can be served. What is not let in and cannot be told so is closed there. Confined
 * to the loop that accepts, but for what it counts.
 */
final class FrontDoor implements Door {

  /** What was decided, for the handler that is first on the connection's own loop. */
  static final AttributeKey<Welcome> WELCOME = AttributeKey.valueOf(Welcome.class, "welcome");

  /**
   * @param reception what the listener offered at that moment
   * @param entry whether it may go on; if not, it is to be told why
   */
  record Welcome(Reception reception, Entry entry) {}

  /** Who would have to wait for longer than this is refused at once. */
  static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private static final Entry.Shut TOO_MANY =
      new Entry.Shut(new Overloaded(Overloaded.Resource.LAG));

  private final Supplier<Reception> receptions;
  private final Doorkeeper doorkeeper;
  private final Farewells farewells;
  private final WarmUp warmUp;
  private final TurnedAway turnedAway;
  private final NoRoom noRoom;
  private final ConnectionCount count = new ConnectionCount();

  /**
   * @param receptions asked once for each connection
   * @param warmUp when it is over, more are refused than can be served
   */
  FrontDoor(
      Supplier<Reception> receptions,
      Doorkeeper doorkeeper,
      Farewells farewells,
      WarmUp warmUp,
      TurnedAway turnedAway,
      NoRoom noRoom) {
    this.receptions = receptions;
    this.doorkeeper = doorkeeper;
    this.farewells = farewells;
    this.warmUp = warmUp;
    this.turnedAway = turnedAway;
    this.noRoom = noRoom;
  }

  @Override
  public Verdict judge(Channel accepted, long waited) {
    warmUp.connected();
    SocketChannel connection = (SocketChannel) accepted;
    Reception reception = receptions.get();
    if (!reception.admits(connection)) {
      turnedAway.count();
      return Verdict.RESET;
    }
    Entry entry = entry(connection, waited);
    if (entry instanceof Entry.Shut(Refusal refusal)) {
      noRoom.accept(refusal);
      if (reception.tls() != null || !farewells.begin(connection)) {
        return Verdict.RESET;
      }
    }
    if (entry instanceof Entry.Open open) {
      // also if it never gets to its event loop
      connection.closeFuture().addListener(_ -> giveBack(open));
    }
    connection.attr(WELCOME).set(new Welcome(reception, entry));
    // to tell somebody takes as long as to serve him: not before those who wait too long already
    return entry instanceof Entry.Open || entry.equals(TOO_MANY) ? Verdict.SERVE : Verdict.TELL;
  }

  private Entry entry(SocketChannel connection, long waited) {
    Entry entry = doorkeeper.enter(connection.remoteAddress(), count);
    if (waited > LONGEST_WAIT_NANOS && warmUp.isOver() && entry instanceof Entry.Open open) {
      giveBack(open);
      return TOO_MANY;
    }
    return entry;
  }

  private static void giveBack(Entry.Open entry) {
    entry.place().release();
    entry.handshake().release();
  }

  /** How many connections there are that were let in. */
  int connections() {
    return count.open();
  }

  /** How many were closed since the start before anything was read, by reason. */
  Map<String, Long> closedUnread() {
    Map<String, Long> closed = noRoom.totals();
    closed.put("not_served", turnedAway.total());
    return closed;
  }
}
