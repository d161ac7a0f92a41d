package io.headwater.model.latent;

/**
 * Settings of a re-solve.
 *
 * @param replicas random restarts
 * @param steps optimiser steps
 * @param batch rows per step
 * @param learningRate peak rate
 * @param seed seed of all randomness
 */
public record SolverSettings(int replicas, int steps, int batch, double learningRate, long seed) {
  public SolverSettings withReplicas(int number, int perOrder) {
    return new SolverSettings(number, steps, batch, learningRate, seed);
  }

  public SolverSettings withSteps(int number, int perOrder) {
    return new SolverSettings(replicas, number, batch, learningRate, seed);
  }

  public static SolverSettings defaults(long seed) {
    return new SolverSettings(4, 600, 256, 4e-3, seed);
  }
}
