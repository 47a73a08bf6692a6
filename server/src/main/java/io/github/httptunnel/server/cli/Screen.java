package io.github.httptunnel.server.cli;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A terminal that is drawn upon and hears single keys. It is put back as it was however the program
 * ends. Used by one thread.
 */
final class Screen implements AutoCloseable {

  private static final File TERMINAL = new File("/dev/tty");
  private static final long STTY_SECONDS = 5;
  private static final int ROWS = 24;
  private static final int COLUMNS = 80;

  /** A second screen without a cursor, and back. */
  private static final String ENTER = "\u001b[?1049h\u001b[?25l";

  private static final String LEAVE = "\u001b[?25h\u001b[?1049l";
  private static final String HOME = "\u001b[H";
  private static final String END_OF_LINE = "\u001b[K";
  private static final String END_OF_SCREEN = "\u001b[J";
  private static final String INVERSE = "\u001b[7m";
  private static final String PLAIN = "\u001b[0m";

  private final PrintWriter out;
  private final InputStream keys;
  private final String before;
  private final Thread atTheEnd;

  private Screen(PrintWriter out, InputStream keys, String before, Thread atTheEnd) {
    this.out = out;
    this.keys = keys;
    this.before = before;
    this.atTheEnd = atTheEnd;
  }

  /**
   * Takes over the terminal of this process.
   *
   * @throws IOException if it has none that can be steered
   */
  static Screen open(PrintWriter out) throws IOException {
    String before = stty("-g");
    Thread atTheEnd = new Thread(() -> putBack(out, before));
    InputStream keys = new FileInputStream(TERMINAL);
    Runtime.getRuntime().addShutdownHook(atTheEnd);
    // a read ends after a second without a key
    stty("-icanon", "-echo", "min", "0", "time", "10");
    out.print(ENTER);
    out.flush();
    return new Screen(out, keys, before, atTheEnd);
  }

  /** How many lines there is room for. */
  int rows() {
    return size(0, ROWS);
  }

  private static int size(int which, int usual) {
    try {
      int size = Integer.parseInt(stty("size").split(" ", 2)[which]);
      return size > 0 ? size : usual;
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException _) {
      return usual;
    }
  }

  /**
   * Shows these lines, cut to the size of the terminal.
   *
   * @param marked the number of one that stands out; -1: none
   */
  void draw(List<String> lines, int marked) {
    int rows = rows();
    int columns = size(1, COLUMNS);
    StringBuilder frame = new StringBuilder(HOME);
    for (int i = 0; i < Math.min(rows, lines.size()); i++) {
      String line = lines.get(i).substring(0, Math.min(columns, lines.get(i).length()));
      frame.append(i == 0 ? "" : "\r\n");
      frame.append(i == marked ? INVERSE + line + PLAIN : line).append(END_OF_LINE);
    }
    out.print(frame.append(END_OF_SCREEN));
    out.flush();
  }

  /** Waits a second for a key; whether it was the one that leaves. */
  boolean isLeft() throws IOException {
    int key = keys.read();
    return key == 'q' || key == 'Q';
  }

  @Override
  public void close() throws IOException {
    keys.close();
    Runtime.getRuntime().removeShutdownHook(atTheEnd);
    putBack(out, before);
  }

  private static void putBack(PrintWriter out, String before) {
    out.print(LEAVE);
    out.flush();
    try {
      stty(before);
    } catch (IOException _) {
      // the terminal has gone
    }
  }

  private static String stty(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("stty"));
    command.addAll(List.of(arguments));
    Process stty =
        new ProcessBuilder(command)
            .redirectInput(TERMINAL)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      if (!stty.waitFor(STTY_SECONDS, TimeUnit.SECONDS) || stty.exitValue() != 0) {
        throw new IOException("stty: the terminal cannot be steered");
      }
      return said.strip();
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }
}
