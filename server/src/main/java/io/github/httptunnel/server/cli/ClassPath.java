package io.github.httptunnel.server.cli;

/**
 * Opens all jars of the program, before anybody relies on it. The JVM opens each when it first
 * loads a class from it, which fails when no descriptor is left; and what is not in its cache are
 * the classes for unusual moments, such as that one.
 */
final class ClassPath {

  private static final String NOWHERE = "nothing/is/called/so";

  private ClassPath() {}

  static void open() {
    // a search that ends nowhere has looked into every jar
    ClassPath.class.getClassLoader().getResource(NOWHERE);
  }
}
