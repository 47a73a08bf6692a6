package io.github.httptunnel.http;

import io.github.httptunnel.tunnel.Challenge;
import io.github.httptunnel.tunnel.Credentials;
import io.github.httptunnel.tunnel.Refusal;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Every refusal there is: each kind with each of its constants, found by reflection. */
public final class AllRefusals {

  /** What stands for the problem of a malformed request. */
  public static final String PROBLEM = "its \"name\" has a \\ in it";

  private AllRefusals() {}

  /** All of them. */
  public static List<Refusal> list() {
    return Arrays.stream(Refusal.class.getPermittedSubclasses()).flatMap(AllRefusals::of).toList();
  }

  private static Stream<Refusal> of(Class<?> kind) {
    RecordComponent[] components = kind.getRecordComponents();
    if (components.length == 0) {
      return Stream.of(create(kind));
    }
    return Arrays.stream(components[0].getType().getEnumConstants())
        .map(constant ->
            components.length == 1
                ? create(kind, constant)
                : create(kind, constant, second(components[1].getType())));
  }

  private static Object second(Class<?> type) {
    return type == Challenge.class
        ? new Challenge("re\"alm", Set.of(Credentials.Kind.PASSWORD))
        : PROBLEM;
  }

  private static Refusal create(Class<?> kind, Object... values) {
    try {
      Constructor<?> constructor = kind.getDeclaredConstructors()[0];
      return (Refusal) constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
