package io.headwater.model.mixture;

import java.util.Arrays;
import java.util.List;

/** The formulas that a configuration can name. */
public enum PhysicsFormula {
  STRESS_STRAIN("stress-strain", new StressStrain()),
  OXYGEN_DESATURATION("oxygen-desaturation", new OxygenDesaturation());

  private final String word;
  private final PhysicsExpert expert;

  PhysicsFormula(String word, PhysicsExpert expert) {
    this.word = word;
    this.expert = expert;
  }

  public String word() {
    return word;
  }

  public PhysicsExpert expert() {
    return expert;
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(PhysicsFormula::word).toList();
  }

  /**
   * @throws IllegalArgumentException when no formula has that word
   */
  public static PhysicsFormula of(String word) {
    return Arrays.stream(values())
        .filter(f -> f.word.equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no formula '%s'; choose one of %s.".formatted(word, words())));
  }
}
