package io.github.httptunnel.server.config;

import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Says in our words where a file is not YAML. */
final class SyntaxErrors {

  private final Findings findings;

  SyntaxErrors(Findings findings) {
    this.findings = findings;
  }

  /**
   * Reports what the parser says.
   *
   * @param reached how far it came, for the few faults that it does not place
   */
  void report(YamlEngineException broken, Position reached) {
    if (broken instanceof MarkedYamlEngineException marked) {
      report(marked);
    } else {
      hideSecrets(reached.line());
      findings.error(reached, "", "this is not YAML behind this place");
    }
  }

  private void report(MarkedYamlEngineException broken) {
    Position problem = TreeReader.position(broken.getProblemMark().orElseThrow());
    if (isIndentedByTab(problem)) {
      hideSecrets(problem.line());
      findings.error(problem, "", "a tab indents line " + problem.line() + " (expected: spaces)");
      return;
    }
    Position begun = broken.getContextMark().map(TreeReader::position).orElse(problem);
    boolean isAtEnd = findings.source().line(problem.line()).isBlank();
    Position at = isAtEnd ? begun : problem;
    hideSecrets(at.line());
    String since = begun.line() == at.line() ? "" : " (begun in line " + begun.line() + ")";
    findings.error(at, "", "this is not YAML: " + broken.getProblem() + since);
  }

  private boolean isIndentedByTab(Position problem) {
    String line = findings.source().line(problem.line());
    return line.substring(0, line.length() - line.stripLeading().length()).indexOf('\t') >= 0;
  }

  /** There is no tree to tell which part of the line is a secret. */
  private void hideSecrets(int number) {
    String line = findings.source().line(number);
    int offset = SecretNames.behindSecretKey(line);
    if (offset < line.length()) {
      findings.hideRest(new Position(number, line.codePointCount(0, offset) + 1));
    }
  }
}
