package io.headwater.model.latent;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the user declares about the causal graph before any data. Between whole modalities only:
 * components have no identity until a first solve has found them. Modalities are counted from 0 in
 * declared order.
 *
 * @param order modalities whose order is known, causes first; those not named may stand anywhere
 * @param forbidden no latent of {@code from} causes a latent of {@code to}
 * @param required {@code from} precedes {@code to}, and at least the strongest edge from one to the
 *     other is kept whatever it gains
 * @param cycles whether effects may act back on their causes; then there is no order, and links are
 *     dependences given all else, whose direction means nothing
 * @param noneWithin whether latents of one modality are known not to cause each other. An
 *     assumption for the reader of components, not a bound: where the solver can look for such
 *     links it does, and one that it finds speaks against it
 */
public record GraphConstraints(
    List<Integer> order,
    List<Link> forbidden,
    List<Link> required,
    boolean cycles,
    boolean noneWithin)
    implements Serializable {
  private static final GraphConstraints NONE =
      new GraphConstraints(List.of(), List.of(), List.of());

  private static final GraphConstraints CYCLIC =
      new GraphConstraints(List.of(), List.of(), List.of(), true, false);

  /** From a cause to its effect. */
  public record Link(int from, int to) implements Serializable {}

  /**
   * @throws IllegalArgumentException if they contradict each other
   */
  public GraphConstraints {
    order = List.copyOf(order);
    forbidden = List.copyOf(forbidden);
    required = List.copyOf(required);
    if (cycles && !(order.isEmpty() && required.isEmpty())) {
      throw new IllegalArgumentException(
          "Where cycles are allowed nothing precedes anything: remove the order %s and the required edges %s, or exclude cycles."
              .formatted(order, required));
    }
    if (order.stream().distinct().count() != order.size()) {
      throw new IllegalArgumentException(
          "The order %s names a modality twice; name each once.".formatted(order));
    }
    for (Link link : required) {
      if (forbidden.contains(link)) {
        throw new IllegalArgumentException(
            "Edges from modality %d to %d are both required and forbidden; remove one."
                .formatted(link.from(), link.to()));
      }
    }
    if (!orderable(order, required)) {
      throw new IllegalArgumentException(
          "No order of the modalities suits the order %s and the required edges %s; remove one that contradicts the others."
              .formatted(order, required));
    }
  }

  /** Of a graph without cycles. */
  public GraphConstraints(List<Integer> order, List<Link> forbidden, List<Link> required) {
    this(order, forbidden, required, false, false);
  }

  /** Nothing is known: all orders are searched and all edges possible. */
  public static GraphConstraints none() {
    return NONE;
  }

  /** Nothing is known, not even that effects do not act back on their causes. */
  public static GraphConstraints cyclic() {
    return CYCLIC;
  }

  /** Whether there is nothing that a model would have to heed. */
  public boolean declareNothing() {
    return order.isEmpty() && forbidden.isEmpty() && required.isEmpty() && !cycles;
  }

  /**
   * Names what a model was learned under; a state is restored under the same only. That there are
   * no links within modalities shapes no model and may be declared of one that exists.
   */
  public String fingerprint() {
    return "GraphConstraints[order=%s, forbidden=%s, required=%s, cycles=%s]"
        .formatted(order, forbidden, required, cycles);
  }

  /** As sentences for a reader of the graph. */
  public List<String> sentences(List<String> names) {
    List<String> sentences = new ArrayList<>();
    if (cycles) {
      sentences.add(
          "Declared by the user: effects may act back on their causes. No order was looked for: a link says that two latents depend on each other given all others, its direction means nothing, and two causes of one effect may be linked.");
    }
    if (noneWithin) {
      sentences.add(
          "Declared by the user: latents of one modality do not cause each other. "
              + (cycles
                  ? "No such links were looked for."
                  : "Such links were looked for nevertheless where a modality can be linked to two others; elsewhere nothing could show them."));
    }
    if (!order.isEmpty()) {
      sentences.add(
          "Declared by the user: the causal order is %s; these directions were not tested."
              .formatted(String.join(", ", order.stream().map(names::get).toList())));
    }
    forbidden.forEach(
        link ->
            sentences.add(
                "Declared by the user: no latent of '%s' causes a latent of '%s'; none was looked for."
                    .formatted(names.get(link.from()), names.get(link.to()))));
    required.forEach(
        link ->
            sentences.add(
                "Declared by the user: '%s' causes '%s'; the direction was not tested, and the strongest edge is kept whatever it gains."
                    .formatted(names.get(link.from()), names.get(link.to()))));
    return sentences;
  }

  /** Whether an order, given as the causal position of each modality, respects all of them. */
  boolean admits(int[] rank) {
    return precedences(order, required).stream()
        .allMatch(link -> rank[link.from()] < rank[link.to()]);
  }

  /** Whether one modality is declared to come before another, by the order or as its cause. */
  public boolean declarePrecedence(int first, int second) {
    return order.contains(first) && order.contains(second)
        ? order.indexOf(first) < order.indexOf(second)
        : required.contains(new Link(first, second));
  }

  /** Whether edges between two modalities are forbidden, either way. */
  public boolean forbidAnyBetween(int a, int b) {
    return forbidden.contains(new Link(a, b)) && forbidden.contains(new Link(b, a));
  }

  /** Whether nothing is left to search: all modalities have an order, or none can have one. */
  boolean settleOrder(int modalities) {
    return cycles || order.size() == modalities;
  }

  /**
   * @return [first][second], which modalities have to come before which
   */
  boolean[][] precedence(int modalities) {
    boolean[][] before = new boolean[modalities][modalities];
    precedences(order, required).forEach(link -> before[link.from()][link.to()] = true);
    return before;
  }

  /** An order that respects all of them and else is that of declaration. */
  int[] firstAdmitted(int modalities) {
    List<Integer> sequence = sequence(order, required, modalities);
    return IntStream.range(0, modalities).map(sequence::indexOf).toArray();
  }

  /**
   * @param linked which modalities the data can connect
   * @return [cause][effect], without what is forbidden
   */
  boolean[][] without(boolean[][] linked) {
    boolean[][] possible = new boolean[linked.length][];
    for (int from = 0; from < linked.length; from++) {
      possible[from] = linked[from].clone();
    }
    forbidden.forEach(link -> possible[link.from()][link.to()] = false);
    return possible;
  }

  /**
   * @throws IllegalArgumentException if a modality is named that does not exist
   */
  public void checkAgainst(int modalities) {
    IntStream.concat(
            order.stream().mapToInt(Integer::intValue),
            IntStream.concat(ends(forbidden), ends(required)))
        .filter(m -> m < 0 || m >= modalities)
        .findFirst()
        .ifPresent(
            m -> {
              throw new IllegalArgumentException(
                  "The graph's constraints name modality %d, but there are %d, counted from 0."
                      .formatted(m, modalities));
            });
  }

  private static IntStream ends(List<Link> links) {
    return links.stream().flatMapToInt(link -> IntStream.of(link.from(), link.to()));
  }

  private static List<Link> precedences(List<Integer> order, List<Link> required) {
    List<Link> precedences = new ArrayList<>(required);
    for (int i = 0; i + 1 < order.size(); i++) {
      precedences.add(new Link(order.get(i), order.get(i + 1)));
    }
    return precedences;
  }

  private static boolean orderable(List<Integer> order, List<Link> required) {
    int modalities =
        1
            + IntStream.concat(order.stream().mapToInt(Integer::intValue), ends(required))
                .max()
                .orElse(-1);
    return sequence(order, required, modalities).size() == modalities;
  }

  /** Causes first; shorter than asked for when precedences form a cycle. */
  private static List<Integer> sequence(List<Integer> order, List<Link> required, int modalities) {
    List<Link> precedences = precedences(order, required);
    List<Integer> sequence = new ArrayList<>();
    boolean grown = true;
    while (grown) {
      grown = false;
      for (int m = 0; m < modalities && !grown; m++) {
        int candidate = m;
        boolean free =
            precedences.stream()
                .allMatch(link -> link.to() != candidate || sequence.contains(link.from()));
        if (free && !sequence.contains(m)) {
          sequence.add(m);
          grown = true;
        }
      }
    }
    return sequence;
  }
}
