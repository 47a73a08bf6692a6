import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Brings the classes of jars that were compiled for Java 5 to the format of Java 8: an AOT cache takes no older ones,
 * and the JVM checks them the slow way, without stack maps. Nothing else about them changes. Run by the build on
 * the jars of the distribution, each of which it replaces; the same jar always gives the same bytes.
 *
 * <p>Arguments: the jars.
 */
class CurrentClassFormat {

  private static final int JAVA_8 = 52;

  private final ClassFile format;

  private CurrentClassFormat(ClassLoader classes) {
    ClassHierarchyResolver hierarchy =
        ClassHierarchyResolver.ofResourceParsing(classes)
            .orElse(ClassHierarchyResolver.defaultResolver());
    format =
        ClassFile.of(
            StackMapsOption.GENERATE_STACK_MAPS, ClassHierarchyResolverOption.of(hierarchy));
  }

  public static void main(String[] jars) throws IOException {
    for (String jar : jars) {
      replace(Path.of(jar));
    }
  }

  private static void replace(Path jar) throws IOException {
    Path made = jar.resolveSibling(jar.getFileName() + ".new");
    try (JarFile from = new JarFile(jar.toFile());
        URLClassLoader classes = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(made))) {
      CurrentClassFormat raising = new CurrentClassFormat(classes);
      for (JarEntry entry : from.stream().toList()) {
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTime(entry.getTime());
        to.putNextEntry(copy);
        to.write(raising.content(from, entry));
        to.closeEntry();
      }
    }
    Files.setLastModifiedTime(made, Files.getLastModifiedTime(jar));
    Files.move(made, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private byte[] content(JarFile from, JarEntry entry) throws IOException {
    try (InputStream stream = from.getInputStream(entry)) {
      byte[] bytes = stream.readAllBytes();
      return entry.getName().endsWith(".class") ? raised(bytes) : bytes;
    }
  }

  private byte[] raised(byte[] bytes) {
    ClassModel old = format.parse(bytes);
    return old.majorVersion() < JAVA_8
        ? format.transformClass(
            old,
            ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
                .andThen(CurrentClassFormat::withVersion))
        : bytes;
  }

  private static void withVersion(
      ClassBuilder to, ClassElement element) {
    if (element instanceof ClassFileVersion) {
      to.withVersion(JAVA_8, 0);
    } else {
      to.with(element);
    }
  }
}
