package io.headwater.learn;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Pointer to the weights of one model version.
 *
 * @param version counts up within a job
 * @param configFingerprint fingerprint of the configuration that shaped the model
 * @param metrics named figures at the time of the snapshot, sorted by name
 * @param uri where the weights lie
 * @param sha256 of the file, lower-case hexadecimal
 * @param bytes length of the file
 * @param parentVersion the version it was learned from; null for the first
 * @param asOfMicros event time up to which windows had been learned, microseconds since the epoch
 */
public record ModelRecord(
    long version,
    String configFingerprint,
    Map<String, Double> metrics,
    String uri,
    String sha256,
    long bytes,
    Long parentVersion,
    long asOfMicros) {
  public ModelRecord {
    Objects.requireNonNull(configFingerprint, "configFingerprint");
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    Objects.requireNonNull(uri, "uri");
    Objects.requireNonNull(sha256, "sha256");
  }
}
