package io.headwater.learn;

import io.headwater.window.AlignedWindow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The learner's state as bytes: magic, version, counts, unfinished batch, both reservoirs, the
 * estimator's own bytes, and from version 2 on what is known of drift. Trailing bytes are refused.
 */
final class LearnerState {
  private static final int MAGIC = 0x48574C53; // "HWLS"
  static final int VERSION_1 = 1;
  static final int VERSION_2 = 2;

  /**
   * @param drift empty in a state of version 1, whose writer knew no drift
   */
  record Parts(
      LearnerCounts counts,
      List<AlignedWindow> fresh,
      byte[] estimator,
      byte[] untrained,
      byte[] drift) {}

  private LearnerState() {}

  static byte[] write(Parts parts, StratifiedReservoir reservoir, StratifiedReservoir heldOut) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeInt(VERSION_2);
      writeCounts(out, parts.counts());
      StratifiedReservoir.writeWindows(out, parts.fresh());
      reservoir.writeTo(out);
      heldOut.writeTo(out);
      writeBlock(out, parts.estimator());
      writeBlock(out, parts.untrained());
      writeBlock(out, parts.drift());
    } catch (IOException e) {
      throw new UncheckedIOException("Writing learner state to memory failed.", e);
    }
    return bytes.toByteArray();
  }

  static Parts read(byte[] state, StratifiedReservoir reservoir, StratifiedReservoir heldOut) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
      int magic = in.readInt();
      if (magic != MAGIC) {
        throw new IllegalArgumentException(
            "These bytes are not a learner's state (they begin with %08x, expected %08x)."
                .formatted(magic, MAGIC));
      }
      int version = in.readInt();
      if (version < VERSION_1 || version > VERSION_2) {
        throw new IllegalArgumentException(
            "Learner state has version %d; this release reads versions %d to %d. Use the release that wrote it."
                .formatted(version, VERSION_1, VERSION_2));
      }
      LearnerCounts counts = readCounts(in);
      List<AlignedWindow> fresh = StratifiedReservoir.readWindows(in);
      reservoir.readFrom(in);
      heldOut.readFrom(in);
      Parts parts =
          new Parts(
              counts,
              fresh,
              readBlock(in),
              readBlock(in),
              version == VERSION_1 ? new byte[0] : readBlock(in));
      if (in.read() >= 0) {
        throw new IllegalArgumentException(
            "Learner state goes on after its end; it is damaged or of a later release.");
      }
      return parts;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Learner state of " + state.length + " bytes ends too early; it is damaged.", e);
    }
  }

  private static void writeCounts(DataOutputStream out, LearnerCounts c) throws IOException {
    for (long value :
        new long[] {
          c.windows(),
          c.heldOut(),
          c.skippedSteps(),
          c.refits(),
          c.lastEventMicros(),
          c.nextRefit(),
          c.nextGraph(),
          c.nextModel(),
          c.modelVersion()
        }) {
      out.writeLong(value);
    }
  }

  private static LearnerCounts readCounts(DataInputStream in) throws IOException {
    return new LearnerCounts(
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong());
  }

  private static void writeBlock(DataOutputStream out, byte[] block) throws IOException {
    out.writeInt(block.length);
    out.write(block);
  }

  /** A length and as many bytes; never asks for more memory than bytes are left. */
  static byte[] readBlock(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new EOFException("A block claims " + length + " bytes.");
    }
    byte[] block = new byte[length];
    in.readFully(block);
    return block;
  }
}
