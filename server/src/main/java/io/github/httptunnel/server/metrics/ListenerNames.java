package io.github.httptunnel.server.metrics;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The values of the label {@code listener}: the first {@value #MOST} names, and one for all others,
 * so that neither a long configuration nor many reloads make series without end. Thread-safe, hence
 * the atomic.
 */
final class ListenerNames {

  static final int MOST = 100;
  static final String OTHER = "(other)";

  private final ConcurrentMap<String, String> labels = new ConcurrentHashMap<>();
  private final AtomicInteger given = new AtomicInteger();

  String label(String listener) {
    String label = labels.get(listener);
    if (label != null) {
      return label;
    }
    return given.get() >= MOST
        ? OTHER
        : labels.computeIfAbsent(listener, name -> given.incrementAndGet() > MOST ? OTHER : name);
  }
}
