package io.headwater.model.latent;

import io.headwater.graph.CausalEdge;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import java.util.ArrayList;
import java.util.List;
import org.ejml.simple.SimpleMatrix;

/** Linear-Gaussian latent model: each latent regresses on those of earlier modalities. */
public final class LatentModel implements AutoCloseable {
  private static final int MAGIC = 0x484c4154;
  private static final double RIDGE = 1e-3;

  /** Prior of each latent: means and deviations, in the layout of the codes. */
  public record Prior(float[][] mean, float[][] deviation) {}

  private final int[] latents;
  private final double[][] weights;
  private final double[] variance;

  private LatentModel(int[] latents, double[][] weights, double[] variance) {
    this.latents = latents;
    this.weights = weights;
    this.variance = variance;
  }

  static LatentModel fit(CodeSample sample) {
    int[] owner = owners(sample.latents());
    int d = owner.length;
    double[][] weights = new double[d][];
    double[] variance = new double[d];
    for (int i = 0; i < d; i++) {
      int parents = offset(sample.latents(), owner[i]);
      SimpleMatrix gram = SimpleMatrix.identity(Math.max(1, parents)).scale(RIDGE);
      SimpleMatrix cross = new SimpleMatrix(Math.max(1, parents), 1);
      for (int r = 0; r < sample.rows(); r++) {
        double[] z = row(sample, r);
        for (int a = 0; a < parents; a++) {
          cross.set(a, 0, cross.get(a, 0) + z[a] * z[i]);
          for (int b = 0; b < parents; b++) {
            gram.set(a, b, gram.get(a, b) + z[a] * z[b]);
          }
        }
      }
      SimpleMatrix solved = gram.solve(cross);
      weights[i] = new double[parents];
      for (int a = 0; a < parents; a++) {
        weights[i][a] = solved.get(a, 0);
      }
      double squares = 0;
      int present = 0;
      for (int r = 0; r < sample.rows(); r++) {
        if (sample.present()[owner[i]][r] > 0) {
          double[] z = row(sample, r);
          double e = z[i] - dot(weights[i], z);
          squares += e * e;
          present++;
        }
      }
      variance[i] = Math.max(1e-4, squares / Math.max(1, present));
    }
    return new LatentModel(sample.latents().clone(), weights, variance);
  }

  public float[][] transform(CodeSample codes) {
    float[][] out = new float[codes.codes().length][];
    for (int m = 0; m < out.length; m++) {
      out[m] = codes.codes()[m].clone();
    }
    return out;
  }

  public double heldOutNll(CodeSample codes) {
    int[] owner = owners(latents);
    double sum = 0;
    for (int r = 0; r < codes.rows(); r++) {
      double[] z = row(codes, r);
      for (int i = 0; i < owner.length; i++) {
        if (codes.present()[owner[i]][r] > 0) {
          double e = z[i] - dot(weights[i], z);
          sum += .5 * (Math.log(2 * Math.PI * variance[i]) + e * e / variance[i]);
        }
      }
    }
    return sum / codes.rows();
  }

  public Prior prior(CodeSample codes) {
    float[][] mean = transform(codes);
    float[][] deviation = new float[mean.length][];
    int[] owner = owners(latents);
    for (int m = 0; m < mean.length; m++) {
      deviation[m] = new float[mean[m].length];
    }
    for (int r = 0; r < codes.rows(); r++) {
      double[] z = row(codes, r);
      for (int i = 0; i < owner.length; i++) {
        int m = owner[i];
        if (codes.present()[m][r] == 0) {
          z[i] = dot(weights[i], z);
          int at = r * latents[m] + i - offset(latents, m);
          mean[m][at] = (float) z[i];
          deviation[m][at] = (float) Math.sqrt(variance[i]);
        }
      }
    }
    return new Prior(mean, deviation);
  }

  public List<CausalEdge> edges(List<String> modalityNames) {
    int[] owner = owners(latents);
    List<CausalEdge> edges = new ArrayList<>();
    for (int j = 0; j < owner.length; j++) {
      for (int i = 0; i < owner.length; i++) {
        if (j < weights[i].length) {
          double share = Math.min(1, Math.abs(weights[i][j]));
          double gain = .5 * Math.log1p(weights[i][j] * weights[i][j] / variance[i]);
          edges.add(
              new CausalEdge(
                  id(modalityNames, owner, j),
                  id(modalityNames, owner, i),
                  gain,
                  share,
                  Double.NaN,
                  Double.NaN,
                  gain > .05));
        }
      }
    }
    return edges;
  }

  private String id(List<String> names, int[] owner, int i) {
    return names.get(owner[i]) + ".z" + (i - offset(latents, owner[i]));
  }

  public byte[] save() {
    StateWriter out = new StateWriter(MAGIC, 1, "linear-gaussian");
    out.writeInt(latents.length);
    for (int n : latents) {
      out.writeInt(n);
    }
    out.writeDoubles(variance);
    for (double[] w : weights) {
      out.writeDoubles(w);
    }
    return out.toBytes();
  }

  public static LatentModel restore(byte[] bytes) {
    StateReader in = new StateReader(bytes, MAGIC, 1, "linear-gaussian");
    int[] latents = new int[in.readInt()];
    for (int m = 0; m < latents.length; m++) {
      latents[m] = in.readInt();
    }
    int[] owner = owners(latents);
    double[] variance = new double[owner.length];
    in.readDoublesInto(variance);
    double[][] weights = new double[owner.length][];
    for (int i = 0; i < owner.length; i++) {
      weights[i] = new double[offset(latents, owner[i])];
      in.readDoublesInto(weights[i]);
    }
    in.finish();
    return new LatentModel(latents, weights, variance);
  }

  @Override
  public void close() {}

  private static double dot(double[] weights, double[] z) {
    double sum = 0;
    for (int a = 0; a < weights.length; a++) {
      sum += weights[a] * z[a];
    }
    return sum;
  }

  private static double[] row(CodeSample sample, int r) {
    double[] z = new double[offset(sample.latents(), sample.latents().length)];
    int at = 0;
    for (int m = 0; m < sample.latents().length; m++) {
      for (int k = 0; k < sample.latents()[m]; k++) {
        z[at++] = sample.present()[m][r] > 0 ? sample.codes()[m][r * sample.latents()[m] + k] : 0;
      }
    }
    return z;
  }

  private static int offset(int[] latents, int modality) {
    int sum = 0;
    for (int m = 0; m < modality; m++) {
      sum += latents[m];
    }
    return sum;
  }

  private static int[] owners(int[] latents) {
    int[] owner = new int[offset(latents, latents.length)];
    int at = 0;
    for (int m = 0; m < latents.length; m++) {
      for (int k = 0; k < latents[m]; k++) {
        owner[at++] = m;
      }
    }
    return owner;
  }
}
