package io.github.httptunnel.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.answer.Wire;
import io.github.httptunnel.tunnel.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Feeds texts to a {@link HeadReader}. */
final class Heads {

  private Heads() {}

  /** These lines, each with its line end. */
  static String lines(String... lines) {
    return String.join("\r\n", lines) + "\r\n";
  }

  /** A CONNECT with these header lines, each with its line end. */
  static String connect(String fields) {
    return "CONNECT a.example:443 HTTP/1.1\r\n" + fields + "\r\n";
  }

  /** What the reader makes of a text that comes whole. */
  static HeadReader.Result<RequestHead> read(String text) {
    return HeadReader.ofRequest().read(Wire.bytes(text));
  }

  /** What it makes of a text that comes in two parts. */
  static HeadReader.Result<RequestHead> readInTwo(String text, int split) {
    HeadReader<RequestHead> reader = HeadReader.ofRequest();
    ByteBuf bytes = Unpooled.buffer().writeBytes(Wire.bytes(text.substring(0, split)));
    HeadReader.Result<RequestHead> first = reader.read(bytes);
    return first instanceof HeadReader.Result.Incomplete
        ? reader.read(bytes.writeBytes(Wire.bytes(text.substring(split))))
        : first;
  }

  /** The head in a text that is one. */
  static RequestHead head(String text) {
    return complete(text).head();
  }

  /** The head of a response in a text that is one. */
  static ResponseHead response(String text) {
    HeadReader.Result<ResponseHead> result = HeadReader.ofResponse().read(Wire.bytes(text));
    assertThat(result).isInstanceOf(HeadReader.Result.Complete.class);
    return ((HeadReader.Result.Complete<ResponseHead>) result).head();
  }

  /** What a text is that holds a head. */
  static HeadReader.Result.Complete<RequestHead> complete(String text) {
    HeadReader.Result<RequestHead> result = read(text);
    assertThat(result).isInstanceOf(HeadReader.Result.Complete.class);
    return (HeadReader.Result.Complete<RequestHead>) result;
  }

  /** Why a text is no head. */
  static Refusal refusal(String text) {
    return refusal(read(text));
  }

  /** Why this is no head. */
  static Refusal refusal(HeadReader.Result<RequestHead> result) {
    assertThat(result).isInstanceOf(HeadReader.Result.Bad.class);
    return ((HeadReader.Result.Bad<RequestHead>) result).refusal();
  }
}
