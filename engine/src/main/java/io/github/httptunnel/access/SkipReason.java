package io.github.httptunnel.access;

/** Why a line of a list counts for nothing. */
public enum SkipReason {
  /** Longer than any line that names something. */
  TOO_LONG("lines of more than 16 KiB"),
  /** Control characters, or not UTF-8. */
  NOT_TEXT("lines that are not text"),
  /** It hides an element of a page, or changes one. */
  COSMETIC("rules for parts of pages"),
  /** It stands for some addresses of a site; a tunnel does not show which are asked for. */
  PATH("rules for paths or patterns, not for whole domains"),
  /** It depends on the page that asks, or on what is asked for. */
  OPTIONS("rules with options that do not mean the whole domain"),
  /** One label: a word, or a top-level domain that nobody meant. */
  SINGLE_WORD("single words (a top-level domain is written .example)"),
  /** A setting that names nothing. */
  DIRECTIVE("settings other than address=/name/, server=/name/ and local=/name/"),
  /** None of this. */
  UNKNOWN("lines that hold neither a name nor an address block");

  private final String words;

  SkipReason(String words) {
    this.words = words;
  }

  /** For an operator: a plural that follows a number. */
  public String words() {
    return words;
  }
}
