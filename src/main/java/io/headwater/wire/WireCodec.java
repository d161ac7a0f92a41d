package io.headwater.wire;

/**
 * A record as bytes on a topic, and back. Encoding is deterministic: equal records give equal
 * bytes.
 *
 * @param <T> the domain record
 */
public interface WireCodec<T> {
  byte[] encode(T record);

  /**
   * @throws MalformedRecordException when the bytes are not such a record; the message says why
   */
  T decode(byte[] bytes);
}
