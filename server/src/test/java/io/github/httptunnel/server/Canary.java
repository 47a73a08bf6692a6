package io.github.httptunnel.server;

/**
 * The ways by which words of users, and secrets of operators, come into the program. What this
 * version does not speak has none: SOCKS user ids, PROXY protocol, and the answers of origins and
 * proxies, which it relays without reading.
 */
enum Canary {
  CLIENT_ADDRESS,
  USER,
  PASSWORD,
  TARGET_HOST,
  TARGET_ALIAS,
  MISSING_HOST,
  HOST_FIELD,
  USER_AGENT,
  COOKIE,
  REFERER,
  X_FORWARDED_FOR,
  VIA,
  FIELD_NAME,
  FIELD_VALUE,
  METHOD,
  REQUEST_LINE,
  PATH,
  QUERY,
  SNI_OF_PROXY,
  ALPN,
  SNI_OF_TARGET,
  CERTIFICATE_OF_TARGET,
  EARLY_DATA,
  PAYLOAD_UPSTREAM,
  PAYLOAD_DOWNSTREAM,
  LAST_WORDS_BEFORE_A_RESET,
  TLS_TO_A_PLAIN_PORT,
  PLAIN_TEXT_TO_A_TLS_PORT,
  COMMENT_IN_THE_CONFIGURATION,
  PASSWORD_IN_THE_ENVIRONMENT,
  PASSWORD_IN_A_FILE
}
