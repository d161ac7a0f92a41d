package io.headwater.cli;

import io.headwater.job.Release;
import io.headwater.model.TensorEngine;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.util.EnvironmentInformation;

/** Versions of what a run was made with. */
final class Versions {
  private Versions() {}

  static Map<String, String> all() {
    Map<String, String> versions = new TreeMap<>();
    versions.put("headwater", Release.VERSION);
    versions.put("java", Runtime.version().toString());
    versions.put("flink", EnvironmentInformation.getVersion());
    versions.put("libtorch", TensorEngine.version());
    versions.put(
        "system",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"));
    return versions;
  }
}
