package io.github.httptunnel.server.cli;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where a new password comes from. */
@FunctionalInterface
public interface PasswordInput {

  /** What came of asking. */
  sealed interface Answer {
    /** A password, perhaps an empty one. */
    record Given(String password) implements Answer {
      @Override
      public String toString() {
        return "Given[***]";
      }
    }

    /**
     * None.
     *
     * @param problem what is wrong and what to do
     */
    record Problem(String problem) implements Answer {}
  }

  /** Asks for one. Blocks. */
  Answer ask();

  /** From the terminal, twice and unseen; without one, the first line of standard input. */
  static PasswordInput ofProcess() {
    return () ->
        Optional.ofNullable(System.console())
            .filter(Console::isTerminal)
            .map(PasswordInput::twice)
            .orElseGet(() -> firstLine(System.in));
  }

  /** The first line of a stream. */
  static PasswordInput of(InputStream stream) {
    return () -> firstLine(stream);
  }

  private static Answer twice(Console terminal) {
    char[] first = terminal.readPassword("Password: ");
    char[] second = first == null ? null : terminal.readPassword("The same again: ");
    if (first == null || second == null) {
      return new Answer.Problem("no password was given");
    }
    String password = new String(first);
    return password.equals(new String(second))
        ? new Answer.Given(password)
        : new Answer.Problem("the two passwords differ");
  }

  private static Answer firstLine(InputStream stream) {
    StringBuilder line = new StringBuilder();
    // a decoder of its own, as the usual one would put another character for what it cannot read
    Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8.newDecoder());
    try {
      for (int c = reader.read(); c >= 0 && c != '\n'; c = reader.read()) {
        line.append((char) c);
      }
    } catch (CharacterCodingException _) {
      return new Answer.Problem("standard input is not UTF-8 text");
    } catch (IOException e) {
      return new Answer.Problem(
          "standard input cannot be read (" + e.getClass().getSimpleName() + ")");
    }
    if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
      line.setLength(line.length() - 1);
    }
    return new Answer.Given(line.toString());
  }
}
