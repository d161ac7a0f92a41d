package io.headwater.suite;

/**
 * Where the wall-clock time of one run went, in seconds.
 *
 * @param generation making the truth; the stream itself is made while the job reads it
 * @param learning the job, from its start to the last model
 * @param finalPass scoring every window with the final model
 * @param scoring the measures and their chance levels
 */
record RunSeconds(double generation, double learning, double finalPass, double scoring) {
  double total() {
    return generation + learning + finalPass + scoring;
  }
}
