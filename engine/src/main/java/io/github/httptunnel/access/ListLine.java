package io.github.httptunnel.access;

import java.util.List;

/** What one line of a list says. */
sealed interface ListLine {

  /** Nothing: it is blank, or a comment. */
  record Nothing() implements ListLine {}

  /** Names, each standing for itself and all below it. */
  record Names(List<String> names, Mark.Kind kind) implements ListLine {}

  /** A block of addresses, or one address. */
  record Block(Cidr block, Mark.Kind kind) implements ListLine {}

  /** Something that does not belong on a list of hosts. */
  record Skipped(SkipReason reason) implements ListLine {}
}
