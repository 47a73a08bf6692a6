package io.github.httptunnel.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelException;
import io.netty.channel.ConnectTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnsupportedAddressTypeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DialFailureTest {

  @ParameterizedTest
  @MethodSource("causes")
  void readsTheCause(Throwable cause, DialFailure expected, String code) {
    assertThat(DialFailure.of(cause)).isEqualTo(expected);
    assertThat(expected.refusal().code()).isEqualTo(code);
  }

  static Arguments[] causes() {
    return new Arguments[] {
      row(new ConnectException("Connection refused"), DialFailure.REFUSED, "unreachable_refused"),
      row(new ConnectException("Connection timed out"), DialFailure.TIMED_OUT, "timeout_connect"),
      row(new ConnectTimeoutException(), DialFailure.TIMED_OUT, "timeout_connect"),
      row(new NoRouteToHostException(), DialFailure.NO_ROUTE, "unreachable_no_route"),
      row(new UnsupportedAddressTypeException(), DialFailure.NO_ROUTE, "unreachable_no_route"),
      row(
          new SocketException("Network is unreachable"),
          DialFailure.NO_ROUTE,
          "unreachable_no_route"),
      row(new ConnectException("No route to host"), DialFailure.NO_ROUTE, "unreachable_no_route"),
      row(
          new SocketException("Cannot assign requested address"),
          DialFailure.NO_ROUTE,
          "unreachable_no_route"),
      row(
          new IOException("Address family not supported by protocol"),
          DialFailure.NO_ROUTE,
          "unreachable_no_route"),
      row(new SocketException("Connection reset"), DialFailure.BROKEN, "unreachable_failed"),
      row(new ClosedChannelException(), DialFailure.BROKEN, "unreachable_failed"),
      row(
          new SocketException("Too many open files"),
          DialFailure.DESCRIPTORS,
          "overloaded_descriptors"),
      row(
          new ChannelException(
              "cannot create", new IOException("socket: Too many open files in system")),
          DialFailure.DESCRIPTORS,
          "overloaded_descriptors"),
    };
  }

  private static Arguments row(Throwable cause, DialFailure expected, String code) {
    return Arguments.of(cause, expected, code);
  }
}
