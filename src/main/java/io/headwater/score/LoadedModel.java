package io.headwater.score;

import io.headwater.state.CodecTypeInfo;
import java.util.Objects;

/**
 * A model with its weights, as it goes to every scorer and lies in their state.
 *
 * @param version what latents are stamped with
 * @param configFingerprint fingerprint of the configuration that shaped the model
 * @param sha256 of the state, lower-case hexadecimal; it was checked when the state was read
 * @param state what the estimator saved; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody; a copy per access would be large.
public record LoadedModel(long version, String configFingerprint, String sha256, byte[] state) {
  /** Flink's type information. */
  public static final CodecTypeInfo<LoadedModel> TYPE =
      new CodecTypeInfo<>(LoadedModel.class, new LoadedModelCodec());

  public LoadedModel {
    Objects.requireNonNull(configFingerprint, "configFingerprint");
    Objects.requireNonNull(sha256, "sha256");
    Objects.requireNonNull(state, "state");
  }
}
