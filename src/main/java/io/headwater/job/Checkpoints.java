package io.headwater.job;

import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Finds a checkpoint to go on from, on any file system Flink knows. */
public final class Checkpoints {
  /** Every completed checkpoint or savepoint has this file, written last. */
  static final String COMPLETE = "_metadata";

  /** {@code <checkpoints>/<job id>/chk-<n>}. */
  private static final int DEPTH = 2;

  private Checkpoints() {}

  /**
   * The newest completed checkpoint at or below a folder.
   *
   * @param uri a checkpoint, a savepoint, or the folder that holds the checkpoints of jobs
   * @throws IOException when there is none; names the folder
   */
  public static String newest(String uri) throws IOException {
    Path folder = new Path(uri);
    FileSystem files = folder.getFileSystem();
    return below(files, folder, DEPTH)
        .max(Comparator.comparingLong(FileStatus::getModificationTime))
        .map(metadata -> metadata.getPath().getParent().toUri().toString())
        .orElseThrow(
            () ->
                new IOException(
                    "There is no completed checkpoint at or below "
                        + uri
                        + "; begin anew without --restore, or name another folder."));
  }

  private static Stream<FileStatus> below(FileSystem files, Path folder, int depth)
      throws IOException {
    Path metadata = new Path(folder, COMPLETE);
    if (files.exists(metadata)) {
      return Stream.of(files.getFileStatus(metadata));
    }
    Stream<FileStatus> found = Stream.empty();
    FileStatus[] entries = files.exists(folder) ? files.listStatus(folder) : null;
    for (FileStatus entry : Optional.ofNullable(entries).orElse(new FileStatus[0])) {
      if (entry.isDir() && depth > 0) {
        found = Stream.concat(found, below(files, entry.getPath(), depth - 1));
      }
    }
    return found;
  }
}
