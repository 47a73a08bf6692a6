package io.github.httptunnel.testkit;

import io.github.httptunnel.testkit.TorturePlan.Part;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one side has seen.
 *
 * @param received bytes that came
 * @param firstWrong index of the first that differs, if one does
 * @param ending how the other side's stream ended here
 * @param finished whether it had sent all it had to, and began to end its half
 * @param broken whether it could not send all: how the other stream ended cannot be told then, as
 *     the system reports a reset once, to whoever writes or reads first
 */
public record TortureVerdict(
    long received, OptionalLong firstWrong, Ending ending, boolean finished, boolean broken) {

  /**
   * What is not as it must be, given what was planned and what the other side has seen; nothing if
   * all is well.
   */
  static Optional<String> mismatch(TorturePlan plan, TortureVerdict client, TortureVerdict peer) {
    return mismatch("downstream", plan.peer(), peer, plan.client(), client)
        .or(() -> mismatch("upstream", plan.client(), client, plan.peer(), peer))
        .map(what -> what + ": " + plan + ", client saw " + client + ", peer saw " + peer);
  }

  private static Optional<String> mismatch(
      String stream, Part sender, TortureVerdict sent, Part receiver, TortureVerdict got) {
    if (got.firstWrong.isPresent()) {
      return Optional.of(stream + " has a wrong byte");
    }
    if (got.received > sender.bytes()) {
      return Optional.of(stream + " has bytes that nobody sent");
    }
    boolean whole = got.received == sender.bytes();
    if (!sender.resets() && !receiver.resets()) {
      return whole && got.ending == Ending.FIN && !sent.broken
          ? Optional.empty()
          : Optional.of(stream + " did not arrive, though nobody reset it");
    }
    boolean complete = got.ending == Ending.FIN && !got.broken;
    return complete && !(whole && sent.finished)
        ? Optional.of(stream + " looks complete and is not")
        : Optional.empty();
  }
}
