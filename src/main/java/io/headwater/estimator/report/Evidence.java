package io.headwater.estimator.report;

import io.headwater.model.latent.GraphConstraints;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Held-out windows as the conditions see them, sorted by subject and then by time. Arrays are held,
 * not copied, because the held-out windows are many; nobody may change them afterwards.
 *
 * @param subjects subject of each row
 * @param startMicros start of each row's window
 * @param modalities in declared order, then shared blocks
 * @param linked [cause][effect], selected edges between latents numbered through all modalities
 * @param directed [cause][effect], those of them whose direction is known
 * @param solved whether a latent model exists; without one there are no noises and no edges
 * @param goodReplicas restarts whose score equals the best within sampling error
 * @param shared what members say of the shared blocks among the modalities
 * @param constraints what the user declares about the graph
 */
public record Evidence(
    String[] subjects,
    long[] startMicros,
    List<ModalityEvidence> modalities,
    boolean[][] linked,
    boolean[][] directed,
    boolean solved,
    int goodReplicas,
    List<SharedEvidence> shared,
    GraphConstraints constraints) {
  public Evidence {
    shared = List.copyOf(shared);
    Objects.requireNonNull(linked, "linked");
    Objects.requireNonNull(directed, "directed");
    Objects.requireNonNull(constraints, "constraints");
    modalities = List.copyOf(modalities);
    if (subjects.length != startMicros.length) {
      throw new IllegalArgumentException(
          "Evidence has %d subjects and %d start times; give one of each per row."
              .formatted(subjects.length, startMicros.length));
    }
    for (ModalityEvidence m : modalities) {
      if (m.present().length != subjects.length) {
        throw new IllegalArgumentException(
            "Modality '%s' has presence of %d rows, the evidence has %d; give one mark per row."
                .formatted(m.name(), m.present().length, subjects.length));
      }
    }
  }

  int rows() {
    return subjects.length;
  }

  int count() {
    return modalities.size();
  }

  /** Modalities without the shared blocks. */
  int declared() {
    return count() - shared.size();
  }

  /** Whether a modality is a shared block. */
  boolean isShared(int m) {
    return shared.stream().anyMatch(block -> block.modality() == m);
  }

  /** Whether latents of one modality are declared not to cause each other. */
  boolean noneWithin() {
    return constraints.noneWithin();
  }

  /** Declared modalities that a modality can be linked to: often seen with it, not forbidden. */
  List<Integer> partners(int m) {
    return IntStream.range(0, declared())
        .filter(n -> n != m && !constraints.forbidAnyBetween(m, n))
        .filter(n -> rowsOf(m, n).size() >= Measured.FEWEST_EFFECTIVE)
        .boxed()
        .toList();
  }

  ModalityEvidence modality(int m) {
    return modalities.get(m);
  }

  /** Number of a modality's first latent in {@link #linked}. */
  int firstNode(int m) {
    return modalities.subList(0, m).stream().mapToInt(ModalityEvidence::latentCount).sum();
  }

  int modalityOf(int node) {
    int m = 0;
    while (node >= firstNode(m) + modality(m).latentCount()) {
      m++;
    }
    return m;
  }

  int componentOf(int node) {
    return node - firstNode(modalityOf(node));
  }

  /** Whether two latents of different modalities share an edge, in either direction. */
  boolean neighbours(int a, int b) {
    return modalityOf(a) != modalityOf(b) && (linked[a][b] || linked[b][a]);
  }

  /** Whether an edge joins latents of that modality. */
  boolean linkedWithin(int m) {
    int first = firstNode(m);
    int end = first + modality(m).latentCount();
    return IntStream.range(first, end)
        .anyMatch(a -> IntStream.range(first, end).anyMatch(b -> linked[a][b]));
  }

  RowSet rowsOf(int m) {
    return RowSet.where(subjects, r -> modality(m).present()[r]);
  }

  RowSet rowsOf(int m, int n) {
    return RowSet.where(subjects, r -> modality(m).present()[r] && modality(n).present()[r]);
  }
}
