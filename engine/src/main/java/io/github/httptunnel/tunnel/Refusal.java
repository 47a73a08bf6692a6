package io.github.httptunnel.tunnel;

import java.util.Locale;

/** Why a client gets no tunnel; answered by exhaustive switches. Holds no word of the client's. */
public sealed interface Refusal {

  /** A stable short word for records and metrics. */
  String code();

  /** The request could not be understood; {@code problem} is a phrase of ours for the client. */
  record Malformed(Part part, String problem) implements Refusal {
    /** Which part of the request. */
    public enum Part {
      /** The grammar. */
      SYNTAX,
      /** The target's grammar. */
      TARGET,
      /** The target's length. */
      TARGET_LENGTH,
      /** A target as for an origin: the client does not know that this is a proxy. */
      ORIGIN_FORM,
      /** The length of the whole, or the number of its fields. */
      HEAD_LENGTH,
      /** Where the content ends, or how it is cut into chunks. */
      FRAMING,
      /** It ended too early. */
      INCOMPLETE,
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
      /** A version of the protocol. */
      VERSION,
      /** The scheme of encrypted sites, which need a tunnel. */
      SECURE_SCHEME,
      /** Another scheme than the protocol's own. */
      SCHEME,
      /** A transfer coding. */
      TRANSFER_CODING
    }

    @Override
    public String code() {
      return "unsupported_" + lower(feature);
    }
  }

  /** The client has not said who it is so that it could be believed; the challenge asks it to. */
  record Unauthenticated(Lack lack, Challenge challenge) implements Refusal {
    /** What was wrong. */
    public enum Lack {
      /** Nothing was shown. */
      MISSING,
      /** What was shown cannot be read. */
      UNREADABLE,
      /** What was shown is of a kind that is not asked for. */
      SCHEME,
      /** What was shown is wrong. */
      WRONG,
      /** The token that was shown does not count: forged, expired, or meant for others. */
      TOKEN,
      /** Too much that was wrong came from the client's network. */
      GUESSING,
      /** The connection shows no certificate, or none that is trusted. */
      CERTIFICATE
    }

    @Override
    public String code() {
      return "unauthenticated_" + lower(lack);
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
      /** A rule of the operator's. */
      RULE,
      /** The target is on a list that a rule denies. */
      LIST,
      /** The port. */
      PORT,
      /** A private, local or otherwise reserved address. */
      PRIVATE_ADDRESS,
      /** An address of this proxy itself. */
      OWN_ADDRESS,
      /** The client is none that the listener serves any more. */
      CLIENT,
      /** The operator ended the request. */
      OPERATOR
    }

    @Override
    public String code() {
      return "forbidden_" + lower(rule);
    }
  }

  /** The client, or its user, has as much as it may have. */
  record OverLimit(Measure measure) implements Refusal {
    /** What there is too much of. */
    public enum Measure {
      /** Connections, tunnels and requests of the client at once. */
      TUNNELS,
      /** New connections of the client in a second. */
      RATE,
      /** Connections of the client whose first request has not come yet. */
      HANDSHAKES,
      /** Different targets of the client in a minute. */
      TARGETS,
      /** Targets of the client in a minute that could not be reached. */
      FAILURES,
      /** Tunnels and requests of the user at once. */
      USER_TUNNELS,
      /** New tunnels and requests of the user in a second. */
      USER_RATE,
      /** Bytes of the user in a day. */
      USER_BYTES;

      /** The word used in records and metrics. */
      public String code() {
        return lower(this);
      }
    }

    @Override
    public String code() {
      return "over_limit_" + measure.code();
    }
  }

  /** The proxy is full. */
  record Overloaded(Resource resource) implements Refusal {
    /** What has run out. */
    public enum Resource {
      /** {@code limits.tunnels}. */
      TUNNELS,
      /** {@code limits.handshakes}. */
      HANDSHAKES,
      /** File descriptors. */
      DESCRIPTORS,
      /** Heap or direct memory. */
      MEMORY,
      /** Processor time: the event loop is behind with the tunnels it has. */
      LAG,
      /** Dials that wait for an answer, in all or of this target. */
      CONNECTS,
      /** Look-ups of names that wait for an answer, in all or of this client. */
      DNS,
      /** Passwords that wait to be checked. */
      LOGINS
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

  /** The target answered, but with nothing that could be passed on. */
  record BadAnswer(Fault fault) implements Refusal {
    /** What was wrong with it. */
    public enum Fault {
      /** It ended before it had answered. */
      NONE,
      /** It broke off in the middle of its answer's head. */
      INCOMPLETE,
      /** It does not follow its protocol. */
      MALFORMED,
      /** Its head is too long. */
      HEAD_LENGTH,
      /** It changed to another protocol, unasked. */
      UPGRADE
    }

    @Override
    public String code() {
      return "bad_answer_" + lower(fault);
    }
  }

  /** The request came through this proxy before. */
  record Loop() implements Refusal {
    @Override
    public String code() {
      return "loop";
    }
  }

  /** The request asked to be answered by this proxy and to go no further. */
  record LastHop() implements Refusal {
    @Override
    public String code() {
      return "last_hop";
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
      /** The rest of the client's request. */
      BODY,
      /** A DNS answer. */
      DNS,
      /** The target's answer to the dial. */
      CONNECT,
      /** The target's answer to the request. */
      RESPONSE
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
