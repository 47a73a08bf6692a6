package io.github.httptunnel.tunnel;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Keeps what a client sends first until it is clear whether it may go on. Confined to the client
 * channel's event loop.
 */
public interface Screening {

  /**
   * Puts itself on the client's channel, as its last handler for now: what comes from here on gets
   * no further.
   *
   * @param denied told, once at most, why the tunnel has to end
   */
  void install(Channel client, Consumer<CloseReason> denied);

  /** Begins to look, and to read the client: the client has been told yes. */
  void begin();

  /**
   * Completes, in a task of its own, when what was kept has gone on to the handlers behind and this
   * has left the channel. Never fails; never completes if the tunnel ends before.
   */
  Future<Void> passed();

  /** Whether what the target sends may reach the client before that. */
  boolean letsTargetSpeak();

  /** How many bytes are kept. */
  long held();
}
