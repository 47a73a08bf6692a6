package io.github.httptunnel.bench;

import java.io.IOException;
import org.openjdk.jmh.Main;

/** Runs the micro-benchmarks; takes JMH's own arguments, {@code -h} lists them. */
final class Benchmarks {

  private Benchmarks() {}

  public static void main(String[] args) throws IOException {
    Main.main(args);
  }
}
