package io.headwater.model.sharing;

import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which components of which modalities are the same latent.
 *
 * @param slots latents; every component is in exactly one
 * @param grey matched pairs of different slots: shared or strongly coupled, not decided
 * @param refused shared pairs that would have put two components of one modality into one slot
 */
public record Membership(List<Slot> slots, List<MatchedPair> grey, List<MatchedPair> refused) {

  /**
   * One latent.
   *
   * @param component per modality its component, or {@link #NONE}
   */
  public record Slot(int[] component) {
    /** The latent is no part of a modality. */
    public static final int NONE = -1;

    public boolean in(int modality) {
      return component[modality] != NONE;
    }

    /** Number of modalities that contain it. */
    public int members() {
      int count = 0;
      for (int c : component) {
        count += c == NONE ? 0 : 1;
      }
      return count;
    }

    /** The first modality that contains it. */
    public int representative() {
      int m = 0;
      while (component[m] == NONE) {
        m++;
      }
      return m;
    }
  }

  public Membership {
    slots = List.copyOf(slots);
    grey = List.copyOf(grey);
    refused = List.copyOf(refused);
  }

  /** Every component for itself. */
  public static Membership separate(int[] widths) {
    return of(widths, List.of());
  }

  /**
   * Joins shared pairs, the closest first, as long as no slot gets two components of a modality.
   *
   * @param widths components of each modality
   */
  public static Membership of(int[] widths, List<MatchedPair> pairs) {
    List<int[]> slots = new ArrayList<>();
    int[][] slotOf = new int[widths.length][];
    for (int m = 0; m < widths.length; m++) {
      slotOf[m] = new int[widths[m]];
      for (int k = 0; k < widths[m]; k++) {
        int[] alone = new int[widths.length];
        java.util.Arrays.fill(alone, Slot.NONE);
        alone[m] = k;
        slotOf[m][k] = slots.size();
        slots.add(alone);
      }
    }
    List<MatchedPair> grey = new ArrayList<>();
    List<MatchedPair> refused = new ArrayList<>();
    List<MatchedPair> ascending = new ArrayList<>(pairs);
    ascending.sort(Comparator.comparingDouble(MatchedPair::cost));
    for (MatchedPair pair : ascending) {
      int into = slotOf[pair.first()][pair.firstComponent()];
      int from = slotOf[pair.second()][pair.secondComponent()];
      if (into == from) {
        continue;
      }
      if (!pair.shared()) {
        grey.add(pair);
      } else if (collide(slots.get(into), slots.get(from))) {
        refused.add(pair);
      } else {
        join(slots, slotOf, into, from);
      }
    }
    List<Slot> kept = slots.stream().filter(s -> s != null).map(Slot::new).toList();
    return new Membership(kept, grey, refused);
  }

  private static boolean collide(int[] a, int[] b) {
    for (int m = 0; m < a.length; m++) {
      if (a[m] != Slot.NONE && b[m] != Slot.NONE) {
        return true;
      }
    }
    return false;
  }

  private static void join(List<int[]> slots, int[][] slotOf, int into, int from) {
    for (int m = 0; m < slotOf.length; m++) {
      int moved = slots.get(from)[m];
      if (moved != Slot.NONE) {
        slots.get(into)[m] = moved;
        slotOf[m][moved] = into;
      }
    }
    slots.set(from, null);
  }

  /** The slot of a component. */
  public int slotOf(int modality, int component) {
    for (int s = 0; s < slots.size(); s++) {
      if (slots.get(s).component()[modality] == component) {
        return s;
      }
    }
    throw new IllegalArgumentException(
        "Modality %d has no component %d in this membership.".formatted(modality, component));
  }

  /** Whether two modalities share any latent. */
  public boolean overlap(int first, int second) {
    return slots.stream().anyMatch(slot -> slot.in(first) && slot.in(second));
  }

  /** Whether nothing decided differs. */
  public boolean sameSlots(Membership other) {
    return slots.size() == other.slots.size()
        && slots.stream()
            .allMatch(
                slot ->
                    other.slots.stream()
                        .anyMatch(o -> java.util.Arrays.equals(o.component(), slot.component())));
  }

  /** Writes slots and doubtful pairs. */
  public void write(StateWriter out) {
    out.writeInt(slots.size());
    for (Slot slot : slots) {
      for (int component : slot.component()) {
        out.writeInt(component);
      }
    }
    write(out, grey);
    write(out, refused);
  }

  private static void write(StateWriter out, List<MatchedPair> pairs) {
    out.writeInt(pairs.size());
    pairs.forEach(pair -> pair.write(out));
  }

  /** Reads what {@link #write} wrote. */
  public static Membership read(StateReader in, int modalities) {
    List<Slot> slots = new ArrayList<>();
    int count = in.readInt();
    for (int s = 0; s < count; s++) {
      int[] component = new int[modalities];
      for (int m = 0; m < modalities; m++) {
        component[m] = in.readInt();
      }
      slots.add(new Slot(component));
    }
    return new Membership(slots, pairs(in), pairs(in));
  }

  private static List<MatchedPair> pairs(StateReader in) {
    List<MatchedPair> pairs = new ArrayList<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      pairs.add(MatchedPair.read(in));
    }
    return pairs;
  }
}
