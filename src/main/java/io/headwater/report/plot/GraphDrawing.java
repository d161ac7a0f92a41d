package io.headwater.report.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A causal graph: latents on a ring, modality by modality; links wider when surer, as arrows where
 * their direction is told.
 */
public final class GraphDrawing {
  private static final double NODE = 15;

  private GraphDrawing() {}

  /** A latent with the modality that it belongs to. */
  public record Node(String id, String modality, String label) {}

  /**
   * @param weight 0 to 1
   * @param directed whether the data tell the direction
   */
  public record Link(String source, String target, double weight, boolean directed) {}

  /**
   * @param shared ids of nodes that are one latent, joined by lines that are no links
   */
  public static String svg(
      String id,
      double width,
      String title,
      String description,
      List<Node> nodes,
      List<Link> links,
      List<List<String>> shared) {
    double height = Math.max(250, Math.min(width * .75, 380));
    Svg svg = new Svg(id, width, height, title, description);
    Map<String, double[]> places = new LinkedHashMap<>();
    List<String> modalities =
        new ArrayList<>(new LinkedHashSet<>(nodes.stream().map(Node::modality).toList()));
    double rx = width / 2 - (width < 500 ? 40 : 130);
    double ry = height / 2 - 44;
    double[] middle = new double[modalities.size()];
    double slots = nodes.size() + .8 * modalities.size(); // a gap between modalities
    double slot = 0;
    for (int m = 0; m < modalities.size(); m++) {
      double begin = slot;
      for (Node node : nodes) {
        if (node.modality().equals(modalities.get(m))) {
          places.put(node.id(), new double[] {slot++});
        }
      }
      middle[m] = (begin + slot - 1) / 2;
      slot += .8;
    }
    double turn = middle.length == 0 ? 0 : middle[0];
    places.replaceAll(
        (node, at) -> {
          double angle = angle(at[0] - turn, slots);
          return new double[] {
            width / 2 + rx * Math.cos(angle), height / 2 + ry * Math.sin(angle), angle
          };
        });
    for (List<String> names : shared) {
      for (int n = 1; n < names.size(); n++) {
        tie(svg, places.get(names.get(0)), places.get(names.get(n)));
      }
    }
    for (Link link : links) {
      arrow(svg, places.get(link.source()), places.get(link.target()), link, width, height);
    }
    for (Node node : nodes) {
      double[] at = places.get(node.id());
      svg.circle(at[0], at[1], NODE, "node c" + modalities.indexOf(node.modality()) % 7);
      svg.label(at[0], at[1] + 4, "middle", "t", node.label());
    }
    for (int m = 0; m < modalities.size(); m++) {
      double angle = angle(middle[m] - turn, slots);
      boolean side = Math.abs(Math.cos(angle)) > .5 && width >= 500;
      double x = width / 2 + (rx + (side ? NODE + 8 : 0)) * Math.cos(angle);
      double y = height / 2 + (ry + (side ? 0 : NODE + 16)) * Math.sin(angle) + 4;
      String anchor =
          side
              ? Math.cos(angle) < 0 ? "end" : "start"
              : Math.cos(angle) < -.5 ? "start" : Math.cos(angle) > .5 ? "end" : "middle";
      double shift =
          side
              ? Math.signum(Math.cos(angle)) * NODE
              : Math.cos(angle) < -.5 ? 2 - x : Math.cos(angle) > .5 ? width - 2 - x : 0;
      double away = !side && Math.abs(Math.cos(angle)) > .5 ? 62 : 0;
      svg.label(x + shift, y + away, anchor, "l strong", Svg.fit(modalities.get(m), 20));
    }
    return svg.end();
  }

  private static double angle(double slot, double slots) {
    return Math.PI + 2 * Math.PI * slot / Math.max(1, slots);
  }

  private static void tie(Svg svg, double[] from, double[] to) {
    if (from != null && to != null) {
      double[] start = drawnIn(from, to[0], to[1], NODE + 1);
      double[] end = drawnIn(to, from[0], from[1], NODE + 1);
      svg.path(
          "M%s %sL%s %s".formatted(Svg.n(start[0]), Svg.n(start[1]), Svg.n(end[0]), Svg.n(end[1])),
          "tie");
    }
  }

  /** Bent towards the middle, so that arrows between neighbours do not run along the ring. */
  private static void arrow(
      Svg svg, double[] from, double[] to, Link link, double width, double height) {
    if (from == null || to == null) {
      return;
    }
    double cx = (from[0] + to[0]) / 2 * .7 + width / 2 * .3;
    double cy = (from[1] + to[1]) / 2 * .7 + height / 2 * .3;
    double[] start = drawnIn(from, cx, cy, NODE + 1);
    double[] end = drawnIn(to, cx, cy, NODE + (link.directed() ? 8 : 1));
    double stroke = 1 + 3 * link.weight();
    svg.element(
        "path",
        "",
        "d",
        "M%s %sQ%s %s %s %s"
            .formatted(
                Svg.n(start[0]),
                Svg.n(start[1]),
                Svg.n(cx),
                Svg.n(cy),
                Svg.n(end[0]),
                Svg.n(end[1])),
        "class",
        link.directed() ? "link" : "link unsure",
        "stroke-width",
        String.format(Locale.ROOT, "%.1f", stroke));
    if (link.directed()) {
      head(svg, to, cx, cy);
    }
  }

  private static void head(Svg svg, double[] to, double cx, double cy) {
    double a = Math.atan2(to[1] - cy, to[0] - cx);
    double[] tip = drawnIn(to, cx, cy, NODE + 1);
    svg.path(
        "M%s %sL%s %sL%s %sZ"
            .formatted(
                Svg.n(tip[0]),
                Svg.n(tip[1]),
                Svg.n(tip[0] - 11 * Math.cos(a - .42)),
                Svg.n(tip[1] - 11 * Math.sin(a - .42)),
                Svg.n(tip[0] - 11 * Math.cos(a + .42)),
                Svg.n(tip[1] - 11 * Math.sin(a + .42))),
        "head");
  }

  private static double[] drawnIn(double[] node, double cx, double cy, double by) {
    double length = Math.hypot(cx - node[0], cy - node[1]);
    double share = length == 0 ? 0 : by / length;
    return new double[] {node[0] + (cx - node[0]) * share, node[1] + (cy - node[1]) * share};
  }
}
