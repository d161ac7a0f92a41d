package io.headwater.estimator.sun;

import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.SharedBlock;
import io.headwater.estimator.network.Codes;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import java.util.ArrayList;
import java.util.List;
import org.ejml.simple.SimpleMatrix;

/**
 * Takes the shared dimensions out of the encoders' codes and makes each shared block a modality:
 * its code is the mean over the members present of their whitened shared dimensions.
 */
final class SharedFusion {
  private final SharedLayout layout;

  /** Per block and member, what brings the member's dimensions to the common scale. */
  private final List<List<BlockWhitening>> maps;

  private SharedFusion(SharedLayout layout, List<List<BlockWhitening>> maps) {
    this.layout = layout;
    this.maps = maps;
  }

  private interface MemberMap {
    BlockWhitening of(int member, int place, int latents);
  }

  private static SharedFusion of(SharedLayout layout, MemberMap map) {
    List<List<BlockWhitening>> maps = new ArrayList<>();
    for (int b = 0; b < layout.blocks().size(); b++) {
      SharedBlock block = layout.blocks().get(b);
      List<BlockWhitening> members = new ArrayList<>();
      for (int member : block.members()) {
        members.add(map.of(member, layout.place(b, member), block.latents()));
      }
      maps.add(members);
    }
    return new SharedFusion(layout, maps);
  }

  /** By the moving deviations of each dimension. */
  static SharedFusion standardising(SharedLayout layout, SunNetwork network) {
    return of(
        layout,
        (member, place, latents) ->
            BlockWhitening.standardising(network.statistics(member), place, latents));
  }

  /** By the covariance of each member's shared dimensions over its present rows. */
  static SharedFusion of(SharedLayout layout, Codes encoded) {
    return of(
        layout,
        (member, place, latents) ->
            BlockWhitening.of(
                encoded.values()[member],
                layout.encoded(member).codeWidth(),
                place,
                latents,
                encoded.present()[member]));
  }

  /** Codes of the component blocks from those of the encoders. */
  Codes apply(Codes encoded) {
    int modalities = layout.modalities();
    int blocks = layout.blocks().size();
    if (blocks == 0) {
      return encoded;
    }
    float[][] values = new float[modalities + blocks][];
    byte[][] present = new byte[modalities + blocks][];
    for (int m = 0; m < modalities; m++) {
      values[m] = own(m, encoded);
      present[m] = encoded.present()[m];
    }
    for (int b = 0; b < blocks; b++) {
      present[modalities + b] = seen(b, encoded);
      values[modalities + b] = mean(b, encoded);
    }
    return new Codes(values, present);
  }

  private float[] own(int m, Codes encoded) {
    ModalityShape shape = layout.shapes().get(m);
    int shared = layout.sharedIn(m);
    if (shared == 0) {
      return encoded.values()[m];
    }
    int width = shape.codeWidth();
    float[] from = encoded.values()[m];
    float[] own = new float[from.length / (width + shared) * width];
    for (int r = 0; r < own.length / width; r++) {
      int at = r * (width + shared);
      System.arraycopy(from, at, own, r * width, shape.latents());
      System.arraycopy(
          from, at + shape.latents() + shared, own, r * width + shape.latents(), shape.exogenous());
    }
    return own;
  }

  private byte[] seen(int b, Codes encoded) {
    byte[] seen = new byte[encoded.rows()];
    for (int member : layout.blocks().get(b).members()) {
      for (int r = 0; r < seen.length; r++) {
        seen[r] |= encoded.present()[member][r];
      }
    }
    return seen;
  }

  private float[] mean(int b, Codes encoded) {
    int latents = layout.blocks().get(b).latents();
    float[] mean = new float[encoded.rows() * latents];
    int[] seen = new int[encoded.rows()];
    for (int i = 0; i < maps.get(b).size(); i++) {
      float[] member = member(b, i, encoded);
      byte[] present = encoded.present()[layout.blocks().get(b).members().get(i)];
      for (int r = 0; r < seen.length; r++) {
        seen[r] += present[r];
        for (int k = 0; k < latents; k++) {
          mean[r * latents + k] += member[r * latents + k];
        }
      }
    }
    for (int at = 0; at < mean.length; at++) {
      mean[at] /= Math.max(1, seen[at / latents]);
    }
    return mean;
  }

  /** What one member says of a block, on the common scale, (row, latents); 0 where absent. */
  float[] member(int b, int i, Codes encoded) {
    int member = layout.blocks().get(b).members().get(i);
    int latents = layout.blocks().get(b).latents();
    int width = layout.encoded(member).codeWidth();
    int place = layout.place(b, member);
    float[] whole = new float[encoded.rows() * width];
    maps.get(b).get(i).apply(encoded.values()[member], width, encoded.present()[member], whole);
    float[] out = new float[encoded.rows() * latents];
    for (int r = 0; r < encoded.rows(); r++) {
      System.arraycopy(whole, r * width + place, out, r * latents, latents);
    }
    return out;
  }

  /** Covariance of a member's own part of its code, from that of all of it. */
  SimpleMatrix ownCovariance(int m, SimpleMatrix encoded) {
    int shared = layout.sharedIn(m);
    if (shared == 0) {
      return encoded;
    }
    int latents = layout.shapes().get(m).latents();
    int width = layout.shapes().get(m).codeWidth();
    SimpleMatrix own = new SimpleMatrix(width, width);
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < width; j++) {
        own.set(i, j, encoded.get(i < latents ? i : i + shared, j < latents ? j : j + shared));
      }
    }
    return own;
  }

  /**
   * Covariance of a block's code: errors of the members count as independent.
   *
   * @param encoded per modality, that of its encoder's code; null where absent
   */
  SimpleMatrix blockCovariance(int b, SimpleMatrix[] encoded) {
    int latents = layout.blocks().get(b).latents();
    SimpleMatrix sum = new SimpleMatrix(latents, latents);
    int seen = 0;
    for (int i = 0; i < maps.get(b).size(); i++) {
      int member = layout.blocks().get(b).members().get(i);
      if (encoded[member] != null) {
        int from = layout.place(b, member);
        SimpleMatrix part =
            encoded[member].extractMatrix(from, from + latents, from, from + latents);
        SimpleMatrix map = maps.get(b).get(i).matrix();
        sum = sum.plus(map.mult(part).mult(map.transpose()));
        seen++;
      }
    }
    return seen == 0 ? sum : sum.divide((double) seen * seen);
  }

  /**
   * Log of the volume factor from the common value of aligned members to the block's code, nats:
   * that of the mean of the members' maps. Exact where members agree.
   */
  double logDeterminant(int b) {
    SimpleMatrix sum = maps.get(b).get(0).matrix();
    for (BlockWhitening map : maps.get(b).subList(1, maps.get(b).size())) {
      sum = sum.plus(map.matrix());
    }
    return Math.log(Math.abs(sum.divide(maps.get(b).size()).determinant()));
  }

  void write(StateWriter out) {
    maps.forEach(members -> members.forEach(map -> map.write(out)));
  }

  static SharedFusion read(StateReader in, SharedLayout layout) {
    return of(layout, (member, place, latents) -> BlockWhitening.read(in, place, latents));
  }
}
