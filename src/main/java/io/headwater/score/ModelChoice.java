package io.headwater.score;

import io.headwater.learn.ModelRecord;
import java.io.Serializable;

/**
 * Which models a scorer takes: each newer one, or one version for ever.
 *
 * @param versionOrNull the one version; null follows the newest
 */
public record ModelChoice(Long versionOrNull) implements Serializable {
  private static final ModelChoice NEWEST = new ModelChoice(null);

  /** Each model replaces the one before. */
  public static ModelChoice newest() {
    return NEWEST;
  }

  /** This version and no other. */
  public static ModelChoice pinned(long version) {
    return new ModelChoice(version);
  }

  /** Whether a model of this version is wanted; says nothing of its configuration. */
  public boolean wants(long version) {
    return versionOrNull == null || versionOrNull == version;
  }

  /** Whether a model is wanted and was learned under the configuration of this fingerprint. */
  public boolean suits(ModelRecord model, String configFingerprint) {
    return wants(model.version()) && model.configFingerprint().equals(configFingerprint);
  }

  /** {@code newest} or {@code version 12}. */
  @Override
  public String toString() {
    return versionOrNull == null ? "newest" : "version " + versionOrNull;
  }
}
