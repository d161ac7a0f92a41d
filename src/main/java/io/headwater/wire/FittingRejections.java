package io.headwater.wire;

import io.headwater.sensor.RejectedRecord;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Rejected records that fit a message. With its reason a record is larger than what was rejected,
 * so the largest that a broker took would be refused on its way back, and stop the job. Where it
 * does not fit, the original is cut, and the reason tells its true length and SHA-256.
 */
public final class FittingRejections implements WireCodec<RejectedRecord> {
  private final RejectedRecordWireCodec codec = new RejectedRecordWireCodec();
  private final int limit;

  /**
   * @param limit greatest length of an encoded record, in bytes
   */
  public FittingRejections(int limit) {
    this.limit = limit;
  }

  @Override
  public byte[] encode(RejectedRecord record) {
    byte[] whole = codec.encode(record);
    return whole.length <= limit ? whole : codec.encode(cut(record));
  }

  @Override
  public RejectedRecord decode(byte[] bytes) {
    return codec.decode(bytes);
  }

  private RejectedRecord cut(RejectedRecord record) {
    byte[] original = record.original();
    String note =
        "The original of %d bytes (SHA-256 %s) does not fit the rejected topic and is cut. "
            .formatted(original.length, sha256(original));
    RejectedRecord bare =
        new RejectedRecord(record.source(), record.position(), note + record.reason(), new byte[0]);
    int room = limit - codec.encode(bare).length - MOST_LENGTH_BYTES;
    return new RejectedRecord(
        bare.source(),
        bare.position(),
        bare.reason(),
        Arrays.copyOf(original, Math.max(0, Math.min(room, original.length))));
  }

  /** Of Avro's variable-length count before the original. */
  private static final int MOST_LENGTH_BYTES = 5;

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
