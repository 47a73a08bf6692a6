package io.github.httptunnel.bench.figures;

/** The part of a document that a program writes. */
final class Marked {

  static final String BEGIN = "<!-- figures: begin (bench/compare.sh writes this part) -->";
  static final String END = "<!-- figures: end -->";

  private Marked() {}

  /**
   * The document with another text between the marks.
   *
   * @throws IllegalArgumentException when it has no marks
   */
  static String replace(String document, String text) {
    int begin = document.indexOf(BEGIN);
    int end = document.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          "the document has no place for figures (expected: '" + BEGIN + "', then '" + END + "')");
    }
    return document.substring(0, begin + BEGIN.length())
        + "\n\n"
        + text.strip()
        + "\n\n"
        + document.substring(end);
  }
}
