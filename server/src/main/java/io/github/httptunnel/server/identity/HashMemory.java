package io.github.httptunnel.server.identity;

import java.util.concurrent.Semaphore;

/**
 * Keeps the memory that hashing takes within a quarter of the heap, however many threads hash at
 * once: to be waited for by those threads only, hence the semaphore.
 */
final class HashMemory {

  private static final int KIB = 1024;

  private final int most;
  private final Semaphore free;

  /**
   * @param heap in bytes
   */
  HashMemory(long heap) {
    this.most = Math.clamp(heap / 4 / KIB, Argon2id.MOST_MEMORY, Integer.MAX_VALUE);
    this.free = new Semaphore(most, true);
  }

  boolean matches(PasswordHash hash, byte[] password) {
    int needed = Math.min(hash.memory(), most);
    free.acquireUninterruptibly(needed);
    try {
      return hash.matches(password);
    } finally {
      free.release(needed);
    }
  }
}
