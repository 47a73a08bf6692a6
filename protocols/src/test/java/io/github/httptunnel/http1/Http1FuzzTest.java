package io.github.httptunnel.http1;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.httptunnel.tunnel.Refusal;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.function.Function;

/**
 * Any bytes at all, taken for a request and for a response: however they are cut, they mean the
 * same, and what is passed on means what was received, to us and to a reader that trusts us.
 */
final class Http1FuzzTest {

  private static final List<Function<byte[], List<ByteBuf>>> OTHER_CUTS =
      List.of(Cuts::bytes, Cuts::some);

  @FuzzTest
  void requests(byte[] input) {
    MessageFeed.Fed<RequestRules.Request> whole = request(Cuts.whole(input));
    for (Function<byte[], List<ByteBuf>> cut : OTHER_CUTS) {
      assertThat(request(cut.apply(input)).comparable()).isEqualTo(whole.comparable());
    }
    if (whole.isSound() && whole.message() instanceof RequestRules.Request.Plain(var asked)) {
      new ForwardedRequest(asked, whole.content()).checkAgainst(Cuts.whole(input));
    }
  }

  @FuzzTest
  void responses(byte[] input) {
    for (String method : List.of("GET", "HEAD")) {
      MessageFeed.Fed<PlainResponse> whole = response(Cuts.whole(input), method, 0);
      for (Function<byte[], List<ByteBuf>> cut : OTHER_CUTS) {
        assertThat(response(cut.apply(input), method, 0).comparable())
            .isEqualTo(whole.comparable());
        check(response(cut.apply(input), method, 1), whole, method, 1);
      }
      check(whole, whole, method, 0);
      check(response(Cuts.whole(input), method, 1), whole, method, 1);
    }
  }

  private static MessageFeed.Fed<RequestRules.Request> request(List<ByteBuf> reads) {
    return MessageFeed.feed(
        HeadReader.ofRequest(),
        head -> RequestRules.judge(head, null),
        request ->
            request instanceof RequestRules.Request.Plain(PlainRequest asked)
                ? asked.content()
                : null,
        reads,
        false);
  }

  private static MessageFeed.Fed<PlainResponse> response(
      List<ByteBuf> reads, String method, int clientVersion) {
    return MessageFeed.feed(
        HeadReader.ofResponse(),
        head -> new PlainResponse(head, Framing.of(head, method)),
        response -> ForwardedResponse.isFinal(response) ? response.content(clientVersion) : null,
        reads,
        true);
  }

  private static void check(
      MessageFeed.Fed<PlainResponse> passedOn,
      MessageFeed.Fed<PlainResponse> bare,
      String method,
      int clientVersion) {
    assertThat(passedOn.isSound()).isEqualTo(bare.isSound());
    if (passedOn.refusal() != null) {
      assertThat(passedOn.refusal()).isInstanceOf(Refusal.BadAnswer.class);
    } else if (passedOn.isSound()) {
      new ForwardedResponse(passedOn.message(), method, clientVersion)
          .check(passedOn.content(), bare.content());
    } else if (passedOn.message() != null) {
      ForwardedResponse.checkInterim(passedOn.message());
    }
  }
}
