package io.github.httptunnel.tunnel;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says who a client is. The same one serves every protocol of a listener. Must be thread-safe and
 * must not block: what takes time (hashing, asking somebody) happens elsewhere.
 */
public interface Authenticator {

  /** What clients are asked for. */
  Challenge challenge();

  /**
   * Judges what a client shows. Called for every request.
   *
   * @param client who shows it, with the name that its connection has proved already, if any
   * @param loop the client's event loop: the future completes there, and never fails
   */
  Future<Verdict> authenticate(Credentials credentials, ClientInfo client, EventLoop loop);

  /**
   * Whether something that was proved at any time still counts. Asked on event loops.
   *
   * @param proof perhaps of another authenticator's, about which this one has nothing to say
   * @return false only if it does not
   */
  default boolean stands(Proof proof) {
    return true;
  }

  /** What came of it. */
  sealed interface Verdict {

    /**
     * The client is who it says.
     *
     * @param user the name that rules and limits see
     * @param groups what the user belongs to, as far as that was proved too
     * @param proof what it rests on; absent: it counts for good
     */
    record Known(String user, Set<String> groups, @Nullable Proof proof) implements Verdict {

      /** Copies the set. */
      public Known {
        groups = Set.copyOf(groups);
      }

      /** A name that counts for good. */
      public Known(String user) {
        this(user, Set.of(), null);
      }

      @Override
      public String toString() {
        return "Known[***]";
      }
    }

    /** Nothing was shown, or it is wrong: which of the two, and what of it, is not said. */
    record Unknown() implements Verdict {}

    /** Too many others wait to be judged. */
    record Busy() implements Verdict {}

    /** Too much that was wrong has come from this client's network: it was not looked at. */
    record Guessing() implements Verdict {}
  }
}
