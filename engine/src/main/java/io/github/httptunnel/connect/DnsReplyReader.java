package io.github.httptunnel.connect;

import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.TargetSyntax;
import io.github.httptunnel.tunnel.TargetSyntax.HostSyntax;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a response as a stub resolver does: only the answer section, and there only what the
 * question leads to by aliases. Authority and additional records are never believed, so nothing can
 * be slipped in for another name.
 */
final class DnsReplyReader {

  /** Aliases followed within one answer. */
  static final int MAX_ALIASES = 16;

  /** Addresses taken from one answer; a race dials far fewer. */
  static final int MAX_ADDRESSES = 32;

  private final DnsResponse response;
  private final DnsQuestion question;

  private DnsReplyReader(DnsResponse response, DnsQuestion question) {
    this.response = response;
    this.question = question;
  }

  /** Whether the response repeats the question, as an honest one does (RFC 5452 §9.1). */
  static boolean answers(DnsResponse response, DnsQuestion question) {
    return response.count(DnsSection.QUESTION) == 1
        && response.recordAt(DnsSection.QUESTION) instanceof DnsQuestion asked
        && asked.name().equalsIgnoreCase(question.name())
        && asked.type().equals(question.type())
        && asked.dnsClass() == question.dnsClass();
  }

  static DnsReply read(DnsResponse response, DnsQuestion question) {
    if (response.isTruncated()) {
      return new DnsReply.Truncated();
    }
    if (response.code().equals(DnsResponseCode.NXDOMAIN)) {
      return new DnsReply.NoSuchName();
    }
    if (!response.code().equals(DnsResponseCode.NOERROR)) {
      return DnsReply.FAILED;
    }
    try {
      return new DnsReplyReader(response, question).follow();
    } catch (CorruptedFrameException | TooLongFrameException | IndexOutOfBoundsException _) {
      return DnsReply.FAILED;
    }
  }

  private DnsReply follow() {
    String name = question.name();
    long ttl = Long.MAX_VALUE;
    for (int aliases = 0; aliases <= MAX_ALIASES; aliases++) {
      DnsRawRecord alias = first(name, DnsRecordType.CNAME);
      if (alias == null) {
        return end(name, aliases, ttl);
      }
      ttl = Math.min(ttl, alias.timeToLive());
      ByteBuf content = alias.content();
      name = DefaultDnsRecordDecoder.decodeName(content.duplicate());
    }
    return DnsReply.FAILED;
  }

  private DnsReply end(String name, int aliases, long aliasTtl) {
    Set<InetAddress> addresses = new LinkedHashSet<>();
    long ttl = aliasTtl;
    for (int i = 0; i < response.count(DnsSection.ANSWER); i++) {
      DnsRecord entry = response.recordAt(DnsSection.ANSWER, i);
      if (matches(entry, name, question.type()) && addresses.size() < MAX_ADDRESSES) {
        addresses.add(address((DnsRawRecord) entry));
        ttl = Math.min(ttl, entry.timeToLive());
      }
    }
    if (!addresses.isEmpty()) {
      return new DnsReply.Addresses(List.copyOf(addresses), ttl);
    }
    return aliases == 0 ? new DnsReply.NoData() : alias(name, ttl);
  }

  private static DnsReply alias(String name, long ttl) {
    return TargetSyntax.host(name) instanceof HostSyntax.Valid(Host.Name next)
        ? new DnsReply.Alias(next, ttl)
        : DnsReply.FAILED;
  }

  private @Nullable DnsRawRecord first(String name, DnsRecordType type) {
    for (int i = 0; i < response.count(DnsSection.ANSWER); i++) {
      DnsRecord entry = response.recordAt(DnsSection.ANSWER, i);
      if (matches(entry, name, type)) {
        return (DnsRawRecord) entry;
      }
    }
    return null;
  }

  private boolean matches(DnsRecord entry, String name, DnsRecordType type) {
    return entry instanceof DnsRawRecord
        && entry.type().equals(type)
        && entry.dnsClass() == question.dnsClass()
        && entry.name().equalsIgnoreCase(name);
  }

  private InetAddress address(DnsRawRecord entry) {
    byte[] bytes = ByteBufUtil.getBytes(entry.content());
    int expected = question.type().equals(DnsRecordType.A) ? 4 : 16;
    if (bytes.length != expected) {
      throw new CorruptedFrameException("address of " + bytes.length + " bytes");
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new CorruptedFrameException("address of " + bytes.length + " bytes", e);
    }
  }
}
