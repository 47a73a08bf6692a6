package io.github.httptunnel.http1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The time to read the head of one CONNECT that has come as a whole. One thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RequestHeadBenchmark {

  private static final String TARGET = "www.example.org:443";

  /** How many fields it has: Host alone, what a browser sends, and what sits behind many others. */
  @Param({"1", "4", "16"})
  public int fields;

  private ByteBuf head = Unpooled.EMPTY_BUFFER;

  /** Writes the head. */
  @Setup(Level.Trial)
  public void write() {
    StringBuilder text = new StringBuilder("CONNECT " + TARGET + " HTTP/1.1\r\nHost: " + TARGET);
    for (int i = 1; i < fields; i++) {
      text.append("\r\nX-Field-").append(i).append(": some value of a usual length");
    }
    byte[] bytes = text.append("\r\n\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    head = Unpooled.directBuffer(bytes.length).writeBytes(bytes);
  }

  /** Gives the buffer back. */
  @TearDown(Level.Trial)
  public void release() {
    head.release();
  }

  /** Reads it; what came of it is returned so that the work cannot be optimised away. */
  @Benchmark
  public Object read() {
    return HeadReader.ofRequest().read(head);
  }
}
