package io.headwater.estimator.sun;

import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.count.LatentCount;
import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Numbers of latents that were chosen from data.
 *
 * @param counts modality name → its count, for the modalities that were counted
 */
record CountDecision(Map<String, LatentCount> counts) {
  static final String CONDITION = "number of latents";

  CountDecision {
    counts = new TreeMap<>(counts);
  }

  /** The modalities with the chosen counts in place of the greatest ones. */
  List<ModalityShape> shapes(List<ModalityShape> widest) {
    return widest.stream()
        .map(s -> counts.containsKey(s.name()) ? s.withLatents(counts.get(s.name()).count()) : s)
        .toList();
  }

  /** Such as {@code Number of latents decided: oximeter 2, wristband 3.} */
  String sentence() {
    return counts.entrySet().stream()
        .map(e -> e.getKey() + " " + e.getValue().count())
        .collect(Collectors.joining(", ", "Number of latents decided: ", "."));
  }

  /** One finding per counted modality: the weakest direction that counts, and all shares. */
  List<ConditionFinding> findings() {
    List<ConditionFinding> findings = new ArrayList<>();
    counts.forEach((name, count) -> findings.add(finding(name, count)));
    return findings;
  }

  private static ConditionFinding finding(String modality, LatentCount count) {
    return new ConditionFinding(
        CONDITION,
        modality,
        count.shares().length == 0 ? Double.NaN : count.shares()[count.count() - 1],
        LatentCount.LEAST,
        count.heldOut(),
        count.anyShared() ? FindingStatus.SUPPORTED : FindingStatus.REFUTED,
        consequence(count));
  }

  private static String consequence(LatentCount count) {
    StringBuilder text = new StringBuilder();
    text.append("%d, counted once and kept".formatted(count.count()));
    if (!count.anyShared()) {
      text.append("; no direction is shared, one is the least there can be");
    } else if (count.mayBeMore()) {
      text.append("; every direction tried is shared, so there may be more");
    }
    text.append(count.isClose() ? "; a close call" : "");
    text.append(". Share of variance that the others predict, direction by direction: ");
    for (int k = 0; k < count.shares().length; k++) {
      text.append(k == 0 ? "" : ", ")
          .append(String.format(Locale.ROOT, "%.3f ± %.3f", count.shares()[k], count.errors()[k]));
    }
    return text.toString();
  }

  void write(StateWriter out) {
    out.writeInt(counts.size());
    counts.forEach(
        (name, count) -> {
          out.writeText(name);
          out.writeInt(count.count());
          out.writeInt(count.shares().length);
          out.writeDoubles(count.shares());
          out.writeDoubles(count.errors());
          out.writeInt(count.heldOut());
        });
  }

  static CountDecision read(StateReader in) {
    int size = in.readInt();
    Map<String, LatentCount> counts = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      String name = in.readText();
      int count = in.readInt();
      int directions = in.readCount(2 * Double.BYTES);
      double[] shares = new double[directions];
      double[] errors = new double[directions];
      in.readDoublesInto(shares);
      in.readDoublesInto(errors);
      counts.put(name, new LatentCount(count, shares, errors, in.readInt()));
    }
    return new CountDecision(counts);
  }
}
