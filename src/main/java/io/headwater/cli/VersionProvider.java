package io.headwater.cli;

import io.headwater.job.Release;
import picocli.CommandLine.IVersionProvider;

/** {@code headwater --version}. */
final class VersionProvider implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "headwater " + Release.VERSION,
      "java " + Runtime.version() + ", " + System.getProperty("os.name")
    };
  }
}
