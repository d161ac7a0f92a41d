package io.headwater.job;

/** Which release this is, as the jar's manifest says. */
public final class Release {
  /** {@code development} when run from class files. */
  public static final String VERSION = version();

  private Release() {}

  private static String version() {
    String stated = Release.class.getPackage().getImplementationVersion();
    return stated == null ? "development" : stated;
  }
}
