package io.headwater.model.sharing;

import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * One value for each latent from all components that are it: each member is brought to the scale of
 * the first by a monotone map, and the members present are averaged by their precision.
 */
public final class SlotFusion {
  /** Error of a component that seems to have none; keeps precisions finite. */
  private static final double LEAST_ERROR = 1e-3;

  private record Member(int modality, int component, int sign, double precision, NormalScores map) {

    private double on(NormalScores scale, double value) {
      return scale.value(sign * map.score(value));
    }
  }

  private final List<List<Member>> slots;

  private SlotFusion(List<List<Member>> slots) {
    this.slots = slots;
  }

  /**
   * Fits the monotone maps.
   *
   * @param reliability per modality and component, see {@link SharingStudy}
   */
  public static SlotFusion of(
      Membership membership, ComponentRows components, double[][] reliability) {
    List<List<Member>> slots = new ArrayList<>();
    for (Membership.Slot slot : membership.slots()) {
      int representative = slot.representative();
      List<Member> members = new ArrayList<>();
      for (int m = representative; m < components.modalities(); m++) {
        if (slot.in(m)) {
          int component = slot.component()[m];
          double error = Math.max(LEAST_ERROR, 1 - reliability[m][component]);
          double[] values = components.column(m, component, components.common(m, m));
          members.add(
              new Member(
                  m,
                  component,
                  sign(components, slot, representative, m),
                  1 / error,
                  NormalScores.of(SortedSample.of(values).ascending())));
        }
      }
      slots.add(members);
    }
    return new SlotFusion(slots);
  }

  private static int sign(ComponentRows components, Membership.Slot slot, int first, int m) {
    int[] rows = components.common(first, m);
    if (first == m || rows.length < SharingPull.FEWEST_ROWS) {
      return 1;
    }
    return CouplingGap.of(
            GaussianColumn.of(components.column(first, slot.component()[first], rows)).scores(),
            GaussianColumn.of(components.column(m, slot.component()[m], rows)).scores())
        .sign();
  }

  public int slots() {
    return slots.size();
  }

  /** Value of a slot in a row; NaN where no member is present. */
  public double value(int slot, ComponentRows components, int row) {
    List<Member> members = slots.get(slot);
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      if (components.present()[member.modality()][row] != 0) {
        int width = components.widths()[member.modality()];
        double value = components.values()[member.modality()][row * width + member.component()];
        sum += member.precision() * (i == 0 ? value : member.on(members.get(0).map(), value));
        weight += member.precision();
      }
    }
    return weight == 0 ? Double.NaN : sum / weight;
  }

  /** Error variance of a slot when these modalities are present; NaN when none of its own is. */
  public double errorVariance(int slot, byte[][] present, int row) {
    double precision = 0;
    for (Member member : slots.get(slot)) {
      precision += present[member.modality()][row] != 0 ? member.precision() : 0;
    }
    return precision == 0 ? Double.NaN : 1 / precision;
  }

  /** Writes signs, precisions and maps. */
  public void write(StateWriter out) {
    for (List<Member> members : slots) {
      out.writeInt(members.size());
      for (Member member : members) {
        out.writeInt(member.modality());
        out.writeInt(member.component());
        out.writeInt(member.sign());
        out.writeDouble(member.precision());
        member.map().write(out);
      }
    }
  }

  /** Reads what {@link #write} wrote. */
  public static SlotFusion read(StateReader in, int slots) {
    List<List<Member>> all = new ArrayList<>();
    for (int s = 0; s < slots; s++) {
      List<Member> members = new ArrayList<>();
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        members.add(
            new Member(
                in.readInt(), in.readInt(), in.readInt(), in.readDouble(), NormalScores.read(in)));
      }
      all.add(members);
    }
    return new SlotFusion(all);
  }
}
