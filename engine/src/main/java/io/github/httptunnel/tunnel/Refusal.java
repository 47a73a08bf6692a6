package io.github.httptunnel.tunnel;

import java.util.Locale;

/**
 * Why a client does not get its tunnel: a closed set, answered by each protocol with one exhaustive
 * switch. Holds no word of the client's.
 */
public sealed interface Refusal {

  /** A stable short word for records and metrics. */
  String code();

  /**
   * The request could not be understood.
   *
   * @param part what was wrong
   * @param problem a phrase of ours for the client
   */
  record Malformed(Part part, String problem) implements Refusal {
    /** Which part of the request. */
    public enum Part {
      /** The grammar. */
      SYNTAX,
      /** The target's grammar. */
      TARGET,
      /** The target's length. */
      TARGET_LENGTH,
      /** The length of the whole, or the number of its fields. */
      HEAD_LENGTH,
      /** The TLS handshake. */
      TLS
    }

    @Override
    public String code() {
      return "malformed_" + lower(part);
    }
  }

  /** Understood, but not served here. */
  record Unsupported(Feature feature) implements Refusal {
    /** What is not served. */
    public enum Feature {
      /** A known method that this listener does not serve. */
      METHOD,
      /** A method that nobody defined. */
      UNKNOWN_METHOD,
      /** A version of the protocol. */
      VERSION
    }

    @Override
    public String code() {
      return "unsupported_" + lower(feature);
    }
  }

  /** A rule says no. */
  record Forbidden(Rule rule) implements Refusal {
    /** Which kind of rule. */
    public enum Rule {
      /** The target is not among those allowed. */
      NOT_ALLOWED,
      /** The target is blocked. */
      BLOCKED,
      /** The port. */
      PORT,
      /** A private, local or otherwise reserved address. */
      PRIVATE_ADDRESS,
      /** An address of this proxy itself. */
      OWN_ADDRESS
    }

    @Override
    public String code() {
      return "forbidden_" + lower(rule);
    }
  }

  /** The proxy is full. */
  record Overloaded(Resource resource) implements Refusal {
    /** What has run out. */
    public enum Resource {
      /** {@code limits.tunnels}. */
      TUNNELS,
      /** File descriptors. */
      DESCRIPTORS
    }

    @Override
    public String code() {
      return "overloaded_" + lower(resource);
    }
  }

  /** The name leads nowhere. */
  record Unresolvable(Answer answer) implements Refusal {
    /** What DNS said. */
    public enum Answer {
      /** NXDOMAIN: there is no such name. */
      NO_SUCH_NAME,
      /** The name exists but has no address. */
      NO_ADDRESS,
      /** The servers failed to answer properly. */
      SERVER_FAILURE
    }

    @Override
    public String code() {
      return "dns_" + lower(answer);
    }
  }

  /** The target cannot be reached. */
  record Unreachable(Cause cause) implements Refusal {
    /** What the network said. */
    public enum Cause {
      /** The target refused. */
      REFUSED,
      /** There is no way to it. */
      NO_ROUTE,
      /** The attempt broke off in another way. */
      FAILED
    }

    @Override
    public String code() {
      return "unreachable_" + lower(cause);
    }
  }

  /** Something took too long. */
  record TimedOut(Wait waitedFor) implements Refusal {
    /** What was waited for. */
    public enum Wait {
      /** TLS with the client. */
      HANDSHAKE,
      /** The client's request. */
      REQUEST,
      /** A DNS answer. */
      DNS,
      /** The target's answer to the dial. */
      CONNECT
    }

    @Override
    public String code() {
      return "timeout_" + lower(waitedFor);
    }
  }

  /** The proxy is stopping. */
  record Draining() implements Refusal {
    @Override
    public String code() {
      return "draining";
    }
  }

  /** A fault of this program. */
  record Internal() implements Refusal {
    @Override
    public String code() {
      return "internal";
    }
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
