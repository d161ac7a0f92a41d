package io.headwater.model.latent;

import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Versioned bytes of a solved model, with a checksum; trailing bytes are refused. */
final class LatentModelCodec {
  private static final int MAGIC = 0x48574c4d; // "HWLM"
  private static final int VERSION_2 = 2;

  /** Adds what flows are given; written only where one is given something. */
  private static final int VERSION_3 = 3;

  private static final int NEWEST = VERSION_3;

  /** Far above any solve that ends; what is made for so many takes some megabytes. */
  private static final int MOST_NODES = 2048;

  /** Far above any solver's; each has names and places of its own. */
  private static final int MOST_COUPLINGS = 256;

  /** Far above any solver's layers. */
  private static final int MOST_UNITS = 1 << 14;

  /** The shapes are in the body, so any latent model may be read. */
  private static final String FINGERPRINT = "latent-model";

  private LatentModelCodec() {}

  static byte[] write(ModelState state) {
    boolean gives = state.shape().givesAny();
    StateWriter out = new StateWriter(MAGIC, gives ? VERSION_3 : VERSION_2, FINGERPRINT);
    writeInts(out, state.shape().latents());
    writeInts(out, state.shape().exogenous());
    for (int m = 0; gives && m < state.shape().given().length; m++) {
      writeInts(out, state.shape().given()[m]);
    }
    out.writeInt(state.shape().couplings());
    out.writeInt(state.shape().flowHidden());
    out.writeInt(state.shape().priorHidden());
    writeInts(out, state.rank());
    out.writeFloats(state.parameters());
    out.writeFloats(state.bases());
    out.writeFloats(state.gates());
    out.writeFloats(state.evidence().candidate());
    out.writeFloats(state.evidence().gain());
    out.writeFloats(state.evidence().probability());
    out.writeFloats(state.evidence().stability());
    out.writeFloats(state.evidence().directionGap());
    for (int m = 0; m < state.permutation().length; m++) {
      writeInts(out, state.permutation()[m]);
      out.writeFloats(state.signs()[m]);
    }
    return out.toBytes();
  }

  static ModelState read(byte[] bytes) {
    StateReader in = new StateReader(bytes, MAGIC, NEWEST, FINGERPRINT);
    if (in.version() < VERSION_2) {
      throw new IllegalArgumentException(
          "The latent model has version %d, which was never released; this version reads %d. Solve it again."
              .formatted(in.version(), VERSION_2));
    }
    ModelState state = readFrom2(in);
    in.finish();
    return state;
  }

  private static ModelState readFrom2(StateReader in) {
    int[] latents = readInts(in);
    int[] exogenous = readInts(in);
    int[][] given = new int[latents.length][0];
    for (int m = 0; in.version() >= VERSION_3 && m < latents.length; m++) {
      given[m] = readInts(in);
      for (int block : given[m]) {
        if (block < 0 || block >= latents.length) {
          throw new IllegalArgumentException(
              "The latent model gives modality %d the code of modality %d of %d; the bytes are damaged."
                  .formatted(m, block, latents.length));
        }
      }
    }
    NetworkShape shape =
        plausible(
            new NetworkShape(latents, exogenous, given, in.readInt(), in.readInt(), in.readInt()));
    int[] rank = readInts(in);
    LatentNetwork network = new LatentNetwork(shape);
    int edges = network.layout().nodes() * network.layout().nodes();
    float[] parameters = readFloats(in, network.table().size());
    float[] bases = readFloats(in, network.basesSize());
    float[] gates = readFloats(in, edges);
    EdgeEvidence evidence =
        new EdgeEvidence(
            readFloats(in, edges),
            readFloats(in, edges),
            readFloats(in, edges),
            readFloats(in, edges),
            readFloats(in, latents.length * latents.length));
    int[][] permutation = new int[latents.length][];
    float[][] signs = new float[latents.length][];
    for (int m = 0; m < latents.length; m++) {
      permutation[m] = readInts(in);
      signs[m] = readFloats(in, latents[m]);
    }
    return new ModelState(shape, rank, parameters, bases, gates, evidence, permutation, signs);
  }

  /** A shape that no configuration has would ask for any amount of memory. */
  private static NetworkShape plausible(NetworkShape shape) {
    long nodes = Arrays.stream(shape.latents()).asLongStream().sum();
    boolean counts =
        shape.latents().length > 0
            && shape.latents().length == shape.exogenous().length
            && Arrays.stream(shape.latents()).allMatch(n -> n >= 0)
            && Arrays.stream(shape.exogenous()).allMatch(n -> n >= 0 && n <= MOST_NODES);
    boolean sizes =
        shape.couplings() <= MOST_COUPLINGS
            && IntStream.of(shape.couplings(), shape.flowHidden(), shape.priorHidden())
                .allMatch(n -> n >= 0 && n <= MOST_UNITS);
    if (!counts || !sizes || nodes > MOST_NODES) {
      throw new IllegalArgumentException(
          "The latent model claims %d latents and layers of %d and %d units; the bytes are damaged."
              .formatted(nodes, shape.flowHidden(), shape.priorHidden()));
    }
    return shape;
  }

  private static void writeInts(StateWriter out, int[] values) {
    out.writeInt(values.length);
    for (int value : values) {
      out.writeInt(value);
    }
  }

  private static int[] readInts(StateReader in) {
    int length = in.readInt();
    if (length < 0 || length > Short.MAX_VALUE) {
      throw new IllegalArgumentException(
          "The latent model holds a list of %d entries; the bytes are damaged.".formatted(length));
    }
    int[] values = new int[length];
    for (int i = 0; i < length; i++) {
      values[i] = in.readInt();
    }
    return values;
  }

  private static float[] readFloats(StateReader in, int expected) {
    float[] values = in.readFloats();
    if (values.length != expected) {
      throw new IllegalArgumentException(
          "The latent model holds a field of %d floats where its shape needs %d; the bytes are damaged."
              .formatted(values.length, expected));
    }
    return values;
  }
}
