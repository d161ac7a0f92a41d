package io.headwater.score;

import java.io.Serializable;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * The folder below which model files lie. Whoever can write to the topic of models could name any
 * file that the scorer can read; names of files elsewhere are refused before they are looked at.
 *
 * @param uri of the folder, on any file system Flink knows
 */
public record ModelFolder(String uri) implements Serializable {
  public ModelFolder {
    Objects.requireNonNull(uri, "uri");
  }

  /**
   * Whether a file's URI lies below the folder, by its name alone: dots are resolved, links are
   * not. False for what is no URI.
   */
  public boolean holds(String file) {
    try {
      URI folder = resolved(uri);
      URI asked = resolved(file);
      return place(asked).equals(place(folder)) && isBelow(asked.getPath(), folder.getPath());
    } catch (IllegalArgumentException noUri) {
      return false;
    }
  }

  /** As Flink reads it: what names no file system is on the default one. */
  private static URI resolved(String uri) {
    URI given = new Path(uri).toUri().normalize();
    return given.getScheme() == null ? FileSystem.getDefaultFsUri().resolve(given) : given;
  }

  private static String place(URI uri) {
    return uri.getScheme().toLowerCase(Locale.ROOT)
        + "://"
        + Objects.requireNonNullElse(uri.getAuthority(), "");
  }

  private static boolean isBelow(String file, String folder) {
    return file.startsWith(folder.endsWith("/") ? folder : folder + "/");
  }
}
