package io.github.httptunnel.access;

import java.io.IOException;
import java.io.InputStream;
import java.util.random.RandomGenerator;

/**
 * Reads the text of a list, once. What it cannot use it skips and counts. Reading a million names
 * takes about a second, and while it lasts some 100 MB: not on an event loop. For one thread.
 */
public final class ListReader {

  private final String name;
  private final ListFormat format;
  private final ListBounds bounds;
  private final SuffixTableBuilder names;
  private final AddressTableBuilder ipv4 = new AddressTableBuilder();
  private final AddressTableBuilder ipv6 = new AddressTableBuilder();
  private final SkippedLines skipped = new SkippedLines();
  private int filled;

  /**
   * A reader.
   *
   * @param name of the list in the configuration
   * @param random not to be guessed by who writes lists, whose names could else be made to collide
   */
  public ListReader(String name, ListFormat format, ListBounds bounds, RandomGenerator random) {
    this.name = name;
    this.format = format;
    this.bounds = bounds;
    this.names = new SuffixTableBuilder(SuffixHash.secret(random));
  }

  /** Reads to the end of the stream, which the caller closes. */
  public ListReading read(InputStream in) throws IOException {
    ListLines lines = new ListLines(in, bounds.bytes());
    while (lines.next()) {
      add(lines);
      if (entries() > bounds.entries()) {
        return new ListReading.TooLarge("has more than " + bounds.entries() + " entries");
      }
    }
    return lines.isCut()
        ? new ListReading.TooLarge("is larger than " + bounds.bytes() + " bytes")
        : new ListReading.Read(list());
  }

  private void add(ListLines lines) {
    String text = lines.text();
    filled += text == null || !text.isBlank() ? 1 : 0;
    if (text == null) {
      skipped.add(SkipReason.NOT_TEXT, lines.number(), "");
    } else if (lines.isTooLong()) {
      skipped.add(SkipReason.TOO_LONG, lines.number(), text);
    } else {
      add(text, lines.number());
    }
  }

  private void add(String text, int line) {
    switch (ListGrammar.read(text, format)) {
      case ListLine.Nothing() -> {
        // a comment
      }
      case ListLine.Names(var found, Mark.Kind kind) ->
          found.forEach(host -> names.add(host, Mark.of(line, kind)));
      case ListLine.Block(Cidr block, Mark.Kind kind) ->
          (block.network().length == 4 ? ipv4 : ipv6).add(block, Mark.of(line, kind));
      case ListLine.Skipped(SkipReason reason) -> skipped.add(reason, line, text.strip());
    }
  }

  private int entries() {
    return names.count() + ipv4.count() + ipv6.count();
  }

  private HostList list() {
    SuffixTable table = names.build();
    AddressTable blocks4 = ipv4.build();
    AddressTable blocks6 = ipv6.build();
    int again = ipv4.duplicates() + ipv6.duplicates();
    ListReport report =
        new ListReport(
            filled,
            table.size(),
            ipv4.count() + ipv6.count() - again,
            names.count() - table.size() + again,
            skipped.all());
    return new HostList(name, table, blocks4, blocks6, report);
  }
}
