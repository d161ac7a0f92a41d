package io.headwater.model.latent;

import java.util.Arrays;

/**
 * Solutions fitted side by side: flat parameters, fixed bases, edges that may exist, and, once
 * hardened, edges that do.
 */
final class Replicas {
  private final LatentNetwork network;
  private final int count;
  private final float[] parameters; // (replica, parameter)
  private final float[] bases; // (replica, layer, modality, width, width)
  private final float[] edgeMask; // (replica, parent, child)
  private float[] hardGates; // (replica, parent, child), null while gates are soft

  private Replicas(LatentNetwork network, int count) {
    this.network = network;
    this.count = count;
    int edges = network.layout().nodes() * network.layout().nodes();
    this.parameters = new float[count * network.table().size()];
    this.bases = new float[count * network.basesSize()];
    this.edgeMask = new float[count * edges];
  }

  /**
   * @param draws which random start each replica takes; equal numbers give equal starts
   * @param edgeMasks edges that may exist, per replica
   */
  static Replicas random(LatentNetwork network, long seed, int[] draws, float[][] edgeMasks) {
    Replicas replicas = new Replicas(network, draws.length);
    for (int r = 0; r < draws.length; r++) {
      replicas.place(
          r,
          network.table().initialValues(seed, draws[r]),
          network.randomBases(seed, draws[r]),
          edgeMasks[r]);
    }
    return replicas;
  }

  /** Starts that leave the codes as they are, each with the same random prior. */
  static Replicas unturned(LatentNetwork network, long seed, float[][] edgeMasks) {
    Replicas replicas = new Replicas(network, edgeMasks.length);
    for (int r = 0; r < edgeMasks.length; r++) {
      replicas.place(
          r, network.table().initialValues(seed, 0), network.identityBases(), edgeMasks[r]);
    }
    return replicas;
  }

  /** A single finished solution. */
  static Replicas solved(LatentNetwork network, float[] parameters, float[] bases, float[] gates) {
    Replicas replicas = new Replicas(network, 1);
    replicas.place(0, parameters, bases, gates);
    replicas.harden(gates.clone());
    return replicas;
  }

  /**
   * The same solutions, of which other edges may exist.
   *
   * @param otherEdges (replica, parent, child), 1 or 0
   */
  Replicas with(float[] otherEdges) {
    Replicas same = new Replicas(network, count);
    for (int r = 0; r < count; r++) {
      same.place(r, parametersOf(r), basesOf(r), slice(otherEdges, r));
    }
    return same;
  }

  private void place(int replica, float[] values, float[] replicaBases, float[] mask) {
    put(values, parameters, replica);
    put(replicaBases, bases, replica);
    put(mask, edgeMask, replica);
  }

  /** Starts a replica from a known solution; its gates open again so that it may be revised. */
  void warmStart(int replica, float[] values, float[] replicaBases) {
    put(values, parameters, replica);
    put(replicaBases, bases, replica);
  }

  private static void put(float[] part, float[] whole, int replica) {
    System.arraycopy(part, 0, whole, replica * part.length, part.length);
  }

  LatentNetwork network() {
    return network;
  }

  int count() {
    return count;
  }

  /** All parameters, (replica, parameter); the optimiser changes them in place. */
  float[] parameters() {
    return parameters;
  }

  float[] bases() {
    return bases;
  }

  float[] edgeMask() {
    return edgeMask;
  }

  boolean hardened() {
    return hardGates != null;
  }

  float[] hardGates() {
    return hardGates;
  }

  void harden(float[] gates) {
    hardGates = gates;
  }

  float[] parametersOf(int replica) {
    return slice(parameters, replica);
  }

  float[] basesOf(int replica) {
    return slice(bases, replica);
  }

  float[] hardGatesOf(int replica) {
    return slice(hardGates, replica);
  }

  int edgesOf(int replica) {
    int edges = 0;
    for (float gate : hardGatesOf(replica)) {
      edges += gate > 0.5f ? 1 : 0;
    }
    return edges;
  }

  private float[] slice(float[] whole, int replica) {
    int length = whole.length / count;
    return Arrays.copyOfRange(whole, replica * length, (replica + 1) * length);
  }

  /**
   * The part of a (replica, ...) array that is of the replicas {@code from} to before {@code to};
   * to be read only, for of all replicas it is the array itself.
   */
  float[] slice(float[] whole, int from, int to) {
    int length = whole.length / count;
    return from == 0 && to == count ? whole : Arrays.copyOfRange(whole, from * length, to * length);
  }
}
