package io.headwater.model.sharing;

import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import java.util.SplittableRandom;
import org.ejml.simple.SimpleEVD;
import org.ejml.simple.SimpleMatrix;

/**
 * Axes of each modality's code along which it goes together with single axes of others. Codes are
 * whitened; then each modality is turned so that the fourth powers of all correlations between
 * modalities sum to the most (quartimax by plane rotations, Carroll 1953; Neuhaus and Wrigley
 * 1954), which is convex in each correlation and so wants few large ones: an axis pure in what
 * another modality shares, and the rest pure in what it does not.
 *
 * @param centre per modality
 * @param matrix per modality (component, code dimension): whitening, then rotation
 */
public record SharedAxes(double[][] centre, SimpleMatrix[] matrix) {
  private static final int SWEEPS = 60;
  private static final double STILL = 1e-4;

  /** Random starts beside the informed one, where there is no earlier solution. */
  private static final int RESTARTS = 8;

  private static final double LEAST_VARIANCE = 1e-6;

  /** Axes that stay where they are: each code dimension, standardised by nothing. */
  public static SharedAxes identity(int[] widths) {
    SimpleMatrix[] matrix = new SimpleMatrix[widths.length];
    double[][] centre = new double[widths.length][];
    for (int m = 0; m < widths.length; m++) {
      matrix[m] = SimpleMatrix.identity(widths[m]);
      centre[m] = new double[widths[m]];
    }
    return new SharedAxes(centre, matrix);
  }

  /**
   * Solves for the axes.
   *
   * @param earlierOrNull axes to start from and stay near; when null, the best of several starts
   */
  public static SharedAxes of(CodeMoments moments, SharedAxes earlierOrNull) {
    int[] widths = moments.widths();
    SimpleMatrix[] white = new SimpleMatrix[widths.length];
    double[][] centre = new double[widths.length][];
    for (int m = 0; m < widths.length; m++) {
      white[m] = whitening(moments, m, widths[m]);
      centre[m] = new double[widths[m]];
      for (int a = 0; a < widths[m]; a++) {
        centre[m][a] = moments.mean(m, a);
      }
    }
    SimpleMatrix[][] cross = cross(moments, widths, white);
    SimpleMatrix[] turned =
        earlierOrNull == null ? best(cross, widths) : nearest(earlierOrNull, white, cross);
    SimpleMatrix[] matrix = new SimpleMatrix[widths.length];
    for (int m = 0; m < widths.length; m++) {
      matrix[m] = turned[m].mult(white[m]);
    }
    return new SharedAxes(centre, matrix);
  }

  private static SimpleMatrix whitening(CodeMoments moments, int m, int width) {
    SimpleMatrix covariance = new SimpleMatrix(width, width);
    for (int a = 0; a < width; a++) {
      for (int b = 0; b < width; b++) {
        covariance.set(
            a, b, 0.5 * (moments.covariance(m, a, m, b) + moments.covariance(m, b, m, a)));
      }
    }
    return power(covariance, -0.5);
  }

  /** A power of a symmetric matrix, eigenvalues held above {@link #LEAST_VARIANCE}. */
  private static SimpleMatrix power(SimpleMatrix symmetric, double exponent) {
    int n = symmetric.getNumRows();
    SimpleEVD<SimpleMatrix> evd = symmetric.eig();
    SimpleMatrix out = new SimpleMatrix(n, n);
    for (int k = 0; k < n; k++) {
      SimpleMatrix v = evd.getEigenVector(k);
      double value = Math.max(LEAST_VARIANCE, evd.getEigenvalue(k).getReal());
      out = out.plus(v.mult(v.transpose()).scale(Math.pow(value, exponent)));
    }
    return out;
  }

  private static SimpleMatrix[][] cross(CodeMoments moments, int[] widths, SimpleMatrix[] white) {
    SimpleMatrix[][] cross = new SimpleMatrix[widths.length][widths.length];
    for (int m = 0; m < widths.length; m++) {
      for (int n = 0; n < widths.length; n++) {
        SimpleMatrix raw = new SimpleMatrix(widths[m], widths[n]);
        for (int a = 0; m != n && a < widths[m]; a++) {
          for (int b = 0; b < widths[n]; b++) {
            raw.set(a, b, moments.covariance(m, a, n, b));
          }
        }
        cross[m][n] = white[m].mult(raw).mult(white[n].transpose());
      }
    }
    return cross;
  }

  private static SimpleMatrix[] nearest(
      SharedAxes earlier, SimpleMatrix[] white, SimpleMatrix[][] cross) {
    SimpleMatrix[] start = new SimpleMatrix[white.length];
    for (int m = 0; m < white.length; m++) {
      SimpleMatrix turn = earlier.matrix[m].mult(white[m].invert());
      start[m] = power(turn.mult(turn.transpose()), -0.5).mult(turn);
    }
    return turn(start, cross);
  }

  private static SimpleMatrix[] best(SimpleMatrix[][] cross, int[] widths) {
    SplittableRandom random = new SplittableRandom(1);
    SimpleMatrix[] best = null;
    double most = Double.NEGATIVE_INFINITY;
    for (int restart = 0; restart <= RESTARTS; restart++) {
      SimpleMatrix[] start = new SimpleMatrix[widths.length];
      for (int m = 0; m < start.length; m++) {
        start[m] = restart == 0 ? informed(cross, m) : orthogonal(random, widths[m]);
      }
      SimpleMatrix[] turned = turn(start, cross);
      double contrast = contrast(turned, cross);
      if (contrast > most + STILL) {
        most = contrast;
        best = turned;
      }
    }
    return best;
  }

  /** Axes that diagonalise how much each of the others knows, whatever the others' own axes. */
  private static SimpleMatrix informed(SimpleMatrix[][] cross, int m) {
    int width = cross[m][m].getNumRows();
    SimpleMatrix known = new SimpleMatrix(width, width);
    for (int n = 0; n < cross.length; n++) {
      // Unequal weights tell apart axes that equally many of the others know.
      known = known.plus(cross[m][n].mult(cross[m][n].transpose()).scale(1 + 0.37 * n));
    }
    SimpleEVD<SimpleMatrix> evd = known.eig();
    SimpleMatrix axes = new SimpleMatrix(width, width);
    for (int k = 0; k < width; k++) {
      axes.insertIntoThis(k, 0, evd.getEigenVector(k).transpose());
    }
    return axes;
  }

  private static SimpleMatrix orthogonal(SplittableRandom random, int width) {
    SimpleMatrix drawn = new SimpleMatrix(width, width);
    for (int i = 0; i < width * width; i++) {
      drawn.set(i / width, i % width, random.nextGaussian());
    }
    return power(drawn.mult(drawn.transpose()), -0.5).mult(drawn);
  }

  private static double contrast(SimpleMatrix[] axes, SimpleMatrix[][] cross) {
    double sum = 0;
    for (int m = 0; m < axes.length; m++) {
      for (int n = 0; n < axes.length; n++) {
        SimpleMatrix c = axes[m].mult(cross[m][n]).mult(axes[n].transpose());
        sum += c.elementPower(4.0).elementSum();
      }
    }
    return sum;
  }

  private static SimpleMatrix[] turn(SimpleMatrix[] start, SimpleMatrix[][] cross) {
    SimpleMatrix[] axes = start.clone();
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      double moved = 0;
      for (int m = 0; m < axes.length; m++) {
        moved = Math.max(moved, turn(axes, m, cross));
      }
      if (moved < STILL) {
        break;
      }
    }
    return axes;
  }

  /** One sweep over the planes of a modality; its greatest angle. */
  private static double turn(SimpleMatrix[] axes, int m, SimpleMatrix[][] cross) {
    int width = axes[m].getNumRows();
    SimpleMatrix loadings = new SimpleMatrix(width, 0);
    for (int n = 0; n < axes.length; n++) {
      if (n != m) {
        loadings = loadings.concatColumns(axes[m].mult(cross[m][n]).mult(axes[n].transpose()));
      }
    }
    SimpleMatrix turned = axes[m].copy();
    double most = 0;
    for (int i = 0; i < width; i++) {
      for (int k = i + 1; k < width; k++) {
        double angle = angle(loadings, i, k);
        rotate(loadings, i, k, angle);
        rotate(turned, i, k, angle);
        most = Math.max(most, Math.abs(angle));
      }
    }
    axes[m] = turned;
    return most;
  }

  /** The rotation of two rows that maximises the sum of fourth powers, in closed form. */
  private static double angle(SimpleMatrix loadings, int i, int k) {
    double sine = 0;
    double cosine = 0;
    for (int c = 0; c < loadings.getNumCols(); c++) {
      double x = loadings.get(i, c);
      double y = loadings.get(k, c);
      double u = x * x - y * y;
      double v = 2 * x * y;
      sine += 2 * u * v;
      cosine += u * u - v * v;
    }
    return sine == 0 && cosine == 0 ? 0 : 0.25 * Math.atan2(sine, cosine);
  }

  private static void rotate(SimpleMatrix rows, int i, int k, double angle) {
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    for (int c = 0; c < rows.getNumCols(); c++) {
      double x = rows.get(i, c);
      double y = rows.get(k, c);
      rows.set(i, c, cos * x + sin * y);
      rows.set(k, c, cos * y - sin * x);
    }
  }

  /** Components of codes; rows where a modality is absent have 0. */
  public ComponentRows components(ComponentRows codes) {
    float[][] out = new float[matrix.length][];
    for (int m = 0; m < out.length; m++) {
      int width = centre[m].length;
      out[m] = new float[codes.values()[m].length];
      for (int r = 0; r < codes.rows(); r++) {
        for (int a = 0; codes.present()[m][r] != 0 && a < width; a++) {
          double sum = 0;
          for (int b = 0; b < width; b++) {
            sum += matrix[m].get(a, b) * (codes.values()[m][r * width + b] - centre[m][b]);
          }
          out[m][r * width + a] = (float) sum;
        }
      }
    }
    return new ComponentRows(codes.widths(), out, codes.present());
  }

  /** Gradients by codes from those by components. */
  float[][] pullBack(float[][] gradients) {
    float[][] out = new float[matrix.length][];
    for (int m = 0; m < out.length; m++) {
      int width = centre[m].length;
      out[m] = new float[gradients[m].length];
      for (int at = 0; at < out[m].length; at++) {
        int row = at - at % width;
        double sum = 0;
        for (int a = 0; a < width; a++) {
          sum += matrix[m].get(a, at % width) * gradients[m][row + a];
        }
        out[m][at] = (float) sum;
      }
    }
    return out;
  }

  /** Writes centres and matrices. */
  public void write(StateWriter out) {
    for (int m = 0; m < matrix.length; m++) {
      out.writeDoubles(centre[m]);
      double[] entries = new double[centre[m].length * centre[m].length];
      for (int i = 0; i < entries.length; i++) {
        entries[i] = matrix[m].get(i / centre[m].length, i % centre[m].length);
      }
      out.writeDoubles(entries);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static SharedAxes read(StateReader in, int[] widths) {
    SharedAxes axes = identity(widths);
    for (int m = 0; m < widths.length; m++) {
      in.readDoublesInto(axes.centre[m]);
      double[] entries = new double[widths[m] * widths[m]];
      in.readDoublesInto(entries);
      axes.matrix[m] = new SimpleMatrix(widths[m], widths[m], true, entries);
    }
    return axes;
  }
}
