package io.headwater.learn;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Writes model states through Flink's file systems, named by version and content. Writing the same
 * state twice, as after a restart, leaves one file with the same name and bytes.
 *
 * @param folder URI of the folder, on any file system Flink knows
 */
public record ModelStore(String folder) implements Serializable {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /** Where a state lies and how to check it. */
  public record Stored(String uri, String sha256, long bytes) {}

  /**
   * @throws IOException when the folder cannot be written to; the message names it
   */
  public Stored write(long version, byte[] state) throws IOException {
    String sha256 = sha256(state);
    Path target =
        new Path(folder, "model-%012d-%s.hwm".formatted(version, sha256.substring(0, 16)));
    FileSystem files = target.getFileSystem();
    if (!files.exists(target)) {
      makeFolder(files, target.getParent());
      Path partial = target.suffix(".partial");
      try (FSDataOutputStream out = files.create(partial, FileSystem.WriteMode.OVERWRITE)) {
        out.write(state);
      } catch (IOException e) {
        throw new IOException(
            "Model version %d could not be written to %s; check that runtime.models is writable."
                .formatted(version, folder),
            e);
      }
      if (!files.rename(partial, target) && !files.exists(target)) {
        throw new IOException("Model file " + partial + " could not be renamed to " + target + ".");
      }
    }
    // Not its URI in escaped form: Flink's Path, which reads it, would escape it once more.
    return new Stored(target.toString(), sha256, state.length);
  }

  /** Folders made on this machine are their owner's alone: weights tell of people. */
  private static void makeFolder(FileSystem files, Path folder) throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    if (posix && !files.isDistributedFS()) {
      Files.createDirectories(java.nio.file.Path.of(folder.getPath()), OWNER_ALONE);
    } else {
      files.mkdirs(folder);
    }
  }

  /**
   * Reads a state back and checks it.
   *
   * @throws DamagedModelException when its SHA-256 differs
   * @throws IOException when it is missing or cannot be read
   */
  public static byte[] read(String uri, String expectedSha256) throws IOException {
    Path path = new Path(uri);
    byte[] state;
    try (var in = path.getFileSystem().open(path)) {
      state = in.readAllBytes();
    }
    String actual = sha256(state);
    if (!actual.equals(expectedSha256)) {
      throw new DamagedModelException(
          "Model file %s is damaged: its SHA-256 is %s, the snapshot says %s."
              .formatted(uri, actual, expectedSha256));
    }
    return state;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
