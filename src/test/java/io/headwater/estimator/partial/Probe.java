package io.headwater.estimator.partial;

import ai.djl.Device;
import io.headwater.estimator.*;
import io.headwater.estimator.network.*;
import io.headwater.model.CounterRandom;
import io.headwater.model.sharing.*;
import java.util.*;
import java.util.stream.*;

public final class Probe {
  public static void main(String[] a) {
    String pat = a[0];
    long seed = Long.parseLong(a[1]);
    int rows = Integer.parseInt(a[2]), steps = Integer.parseInt(a[3]);
    double w = Double.parseDouble(a[4]), self = Double.parseDouble(a[5]), cross = Double.parseDouble(a[6]), lr = Double.parseDouble(a[7]);
    double link = a.length > 8 ? Double.parseDouble(a[8]) : 0;
    int[][] sets = switch (pat) {
      case "yao" -> new int[][] {{0,1,2,3,4},{0,1,2,4,5},{0,1,2,3,5},{0,1,3,4,5}};
      case "two" -> new int[][] {{0,1,2,3},{0,1,4,5}};
      case "three" -> new int[][] {{0,1,2,3},{0,2,4,5},{1,2,6,7}};
      default -> new int[][] {{0,1,2},{3,4,5}};
    };
    SharedViews.Plan plan = SharedViews.Plan.of(sets);
    if (link > 0) plan = plan.withLinks(List.of(new SharedViews.Link(0, 3, link), new SharedViews.Link(1, 4, link)));
    SharedViews v = SharedViews.draw(seed, rows + 1024, plan);
    List<ModalityIntake> intakes = v.shapes().stream().map(ModalityIntake::new).toList();
    int[] widths = v.shapes().stream().mapToInt(ModalityShape::latents).toArray();
    v.windows().subList(0, rows).forEach(win -> intakes.forEach(i -> i.observe(win.grid(i.shape().name()))));
    PartialSharing sharing = new PartialSharing(widths, new PullSchedule(steps / 5, steps * 3 / 10, w));
    BottleneckNetwork net = new BottleneckNetwork(intakes, (c, p, s, st, sg) -> sharing.pull(c, p, s, st, sg), new NetworkSettings(64, lr, 1e-4, self, cross), seed, Device.cpu());
    long t0 = System.nanoTime();
    for (int i = 0; i < steps; i++) {
      var random = CounterRandom.at(seed, i, 77);
      var batch = WindowDraws.draw(random, v.windows().subList(0, rows), 256);
      double cosine = 0.5 * (1 + Math.cos(Math.PI * i / steps));
      var s = net.step(WindowBatch.read(intakes, batch), i < steps / 2 ? 1 : 0.02 + 0.98 * 0.5 * (1 + Math.cos(Math.PI * (2.0 * i / steps - 1))));
      if (i % (steps / 8) == 0) System.out.printf("step %d loss %.4f norm %.3f%n", i, s.loss(), s.gradientNorm());
      if ((i + 1) % (steps / 4) == 0) show(v, intakes, net, widths, rows, sets);
    }
    System.out.printf("seconds %.1f%n", (System.nanoTime() - t0) / 1e9);
  }

  static void show(SharedViews v, List<ModalityIntake> intakes, BottleneckNetwork net, int[] widths, int rows, int[][] sets) {
    Codes train = CodePass.read(intakes, net, v.windows().subList(0, Math.min(rows, 4096)));
    Codes test = CodePass.read(intakes, net, v.windows().subList(rows, rows + 1024));
    SharedAxes axes = SharedAxes.of(CodeMoments.of(new ComponentRows(widths, train.values(), train.present())), null);
    ComponentRows e = axes.components(new ComponentRows(widths, test.values(), test.present()));
    double[][] rel = new double[widths.length][];
    for (int m = 0; m < rel.length; m++) { rel[m] = new double[widths[m]]; Arrays.fill(rel[m], 1); }
    List<MatchedPair> pairs = SharingStudy.pairs(e, rel, 1, new SharingRule(.05, .6));
    for (int m = 0; m < widths.length; m++) {
      // each component vs each latent: |rank corr|
      for (int k = 0; k < widths[m]; k++) {
        StringBuilder b = new StringBuilder("   m" + m + "." + k + " ");
        int mm = m, kk = k;
        for (int l = 0; l < v.z()[0].length; l++) { int ll = l;
          double[] x = IntStream.range(0, 1024).mapToDouble(r -> e.values()[mm][r * widths[mm] + kk]).toArray();
          double[] y = IntStream.range(0, 1024).mapToDouble(r -> v.z()[rows + r][ll]).toArray();
          double c = Math.abs(ScenarioWindows.correlation(x, y));
          b.append(c > .25 ? "%d:%.2f ".formatted(l, c) : "");
        }
        b.append(" | ");
        for (MatchedPair p : pairs) { if (p.first() == m && p.firstComponent() == k) b.append("m%d.%d(%.3f) ".formatted(p.second(), p.secondComponent(), p.cost())); if (p.second() == m && p.secondComponent() == k) b.append("m%d.%d(%.3f) ".formatted(p.first(), p.firstComponent(), p.cost())); }
        System.out.println(b);
      }
    }
    System.out.println("  --");
  }
}
