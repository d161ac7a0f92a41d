package io.headwater.simulate.circles;

import io.headwater.simulate.circles.CirclesSettings.Causes;
import java.util.Arrays;
import java.util.Optional;

/** The circles by which estimators of discrete causes are judged, by name. */
public enum CirclesPreset {
  W("w", "circles of eight clusters, as pictures and as stress-strain curves", false) {
    @Override
    public CirclesSettings settings(long seed) {
      return CirclesSettings.of(seed);
    }
  },
  W_FORMULA("w-formula", "the same, and the configuration knows the curves' formula", true) {
    @Override
    public CirclesSettings settings(long seed) {
      return CirclesSettings.of(seed);
    }
  },
  W_MISSING("w-missing", "w-formula with three tenths of the rows lacking a modality", true) {
    @Override
    public CirclesSettings settings(long seed) {
      return CirclesSettings.of(seed).withMissing(MISSING);
    }
  },
  W_INDEPENDENT("w-independent", "control: colour, size and place cause nothing", true) {
    @Override
    public CirclesSettings settings(long seed) {
      return CirclesSettings.of(seed).withCauses(Causes.INDEPENDENT);
    }
  },
  W_BLOB("w-blob", "control: colour, size and place are continuous, there are no clusters", true) {
    @Override
    public CirclesSettings settings(long seed) {
      return CirclesSettings.of(seed).withCauses(Causes.BLOB);
    }
  },
  W_SHUFFLED("w-shuffled", "control: curves belong to other rows than the pictures", true) {
    @Override
    public CirclesSettings settings(long seed) {
      return CirclesSettings.of(seed).withShuffledPairing();
    }
  };

  private static final double MISSING = 0.3;

  private final String id;
  private final String summary;
  private final boolean formula;

  CirclesPreset(String id, String summary, boolean formula) {
    this.id = id;
    this.summary = summary;
    this.formula = formula;
  }

  public abstract CirclesSettings settings(long seed);

  /** How users name it. */
  public String id() {
    return id;
  }

  /** One line on what it is. */
  public String summary() {
    return summary;
  }

  /** Whether its configuration gives the curves their formula. */
  public boolean formula() {
    return formula;
  }

  public static Optional<CirclesPreset> of(String id) {
    return Arrays.stream(values()).filter(preset -> preset.id.equals(id)).findFirst();
  }
}
