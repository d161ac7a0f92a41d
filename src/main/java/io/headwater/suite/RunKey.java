package io.headwater.suite;

/**
 * One run of a suite. Two runs with equal keys give equal results.
 *
 * @param row id of the scenario
 * @param seed seed of scenario and learner
 * @param fingerprint names the settings: sample counts and everything that shapes the model
 */
record RunKey(String row, long seed, String fingerprint) {}
