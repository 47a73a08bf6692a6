package io.github.httptunnel.http1;

import io.github.httptunnel.answer.EarlyData;
import io.github.httptunnel.answer.LingeringClose;
import io.github.httptunnel.tunnel.Negotiation;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.time.Duration;

/** One CONNECT that waits for its answer. */
record ConnectNegotiation(
    TunnelRequest request,
    Channel client,
    Duration negotiated,
    EarlyData early,
    Http1Answers answers)
    implements Negotiation {

  @Override
  public Future<Void> abandoned() {
    return early.abandoned();
  }

  @Override
  public Future<Void> accept() {
    return client
        .writeAndFlush(answers.accepted())
        .addListener(written -> {
          if (written.isSuccess()) {
            early.handOver();
          }
        });
  }

  @Override
  public void refuse(Refusal refusal) {
    early.discard();
    LingeringClose.after(client, answers.refused(refusal), early.hasEnded());
  }
}
