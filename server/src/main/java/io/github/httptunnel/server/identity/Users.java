package io.github.httptunnel.server.identity;

import io.github.httptunnel.server.identity.PasswordHash.Effort;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Users and the hashes of their passwords, as a file had them once. Immutable. */
final class Users {

  private final Map<String, PasswordHash> hashes;
  private final @Nullable PasswordHash usual;

  private Users(Map<String, PasswordHash> hashes, @Nullable PasswordHash usual) {
    this.hashes = hashes;
    this.usual = usual;
  }

  static Users of(Map<String, PasswordHash> hashes) {
    return new Users(Map.copyOf(hashes), usual(hashes.values()));
  }

  int count() {
    return hashes.size();
  }

  /** The user's hash; absent if there is no such user. */
  @Nullable PasswordHash of(String user) {
    return hashes.get(user);
  }

  /**
   * A hash that costs what most cost: what a stranger shows is compared with it too, so that the
   * time of the answer does not tell who is a user. Absent if there are no users.
   */
  @Nullable PasswordHash usual() {
    return usual;
  }

  /** Each user's name and the kind of hash, sorted by name. */
  List<String> lines() {
    return hashes.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getKey() + " " + entry.getValue().effort().text())
        .toList();
  }

  private static @Nullable PasswordHash usual(Collection<PasswordHash> all) {
    Map<Effort, Long> counts =
        all.stream()
            .map(PasswordHash::effort)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return all.stream()
        .max(Comparator.comparingLong(hash -> counts.getOrDefault(hash.effort(), 0L)))
        .orElse(null);
  }
}
