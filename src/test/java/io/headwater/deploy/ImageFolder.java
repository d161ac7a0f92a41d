package io.headwater.deploy;

import io.headwater.deploy.Dockerfile.Instruction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An image's own files in a folder, put there by the COPY instructions of the Dockerfile out of
 * what the build assembled: what the image holds above its base, at the same paths.
 */
public final class ImageFolder {
  /** Where the build stage compiles. */
  private static final String BUILD = "/src/";

  /** What Flink's image brings, from the same release: its distribution is in no repository. */
  private static final Path FLINK = Path.of("target", "image", "flink");

  private final Path root;

  private ImageFolder(Path root) {
    this.root = root;
  }

  /**
   * Lays out a stage with everything it is built upon. Jars are linked, not copied.
   *
   * @param root becomes the image's root folder
   */
  public static ImageFolder assemble(String stage, Path root) throws IOException {
    for (Instruction copy : Dockerfile.read().inherited(stage, "COPY")) {
      String from = copy.flag("from");
      if (from == null || from.equals("build")) {
        for (String source : copy.sources()) {
          link(onThisMachine(from, source), root.resolve("." + copy.target()).normalize());
        }
      }
    }
    return new ImageFolder(root);
  }

  /**
   * The file or folder that a COPY means, in this checkout.
   *
   * @param stage null for the context
   */
  static Path onThisMachine(String stage, String source) {
    if (stage == null) {
      return Path.of(source);
    }
    if (!source.startsWith(BUILD)) {
      throw new IllegalArgumentException(source + " is not below the build stage's folder.");
    }
    Path built = Path.of(source.substring(BUILD.length()));
    if (!Files.exists(built)) {
      throw new IllegalStateException(
          built + " is missing; 'mvn process-classes' assembles the images' folders.");
    }
    return built;
  }

  private static void link(Path source, Path target) throws IOException {
    Files.createDirectories(target);
    try (Stream<Path> files = Files.list(source)) {
      for (Path file : files.toList()) {
        Files.createSymbolicLink(target.resolve(file.getFileName()), file.toAbsolutePath());
      }
    }
  }

  public Path path(String absolute) {
    return root.resolve("." + absolute).normalize();
  }

  /**
   * Flink's class path as its scripts make it: all of {@code lib}, Flink's own jars last. The
   * latter are the jars of the same release.
   */
  public String flinkClassPath() throws IOException {
    return Stream.concat(jars(path("/opt/flink/lib")).stream(), jars(FLINK).stream())
        .map(Path::toString)
        .collect(Collectors.joining(System.getProperty("path.separator")));
  }

  /** The job's jar. */
  public Path jobJar() throws IOException {
    List<Path> jars = jars(path("/opt/flink/usrlib"));
    if (jars.size() != 1) {
      throw new IllegalStateException("usrlib should hold one jar; it holds " + jars + ".");
    }
    return jars.get(0);
  }

  private static List<Path> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.toString().endsWith(".jar"))
          .map(Path::toAbsolutePath)
          .sorted()
          .toList();
    }
  }
}
