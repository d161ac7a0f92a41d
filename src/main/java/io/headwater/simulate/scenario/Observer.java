package io.headwater.simulate.scenario;

import io.headwater.sensor.Modality;

/** How one modality shows its components. */
interface Observer {
  /**
   * What is seen and what only the modality itself knows.
   *
   * @param exogenous the modality's exogenous components
   * @param values its channels
   */
  record Sight(double[] exogenous, float[] values) {}

  /**
   * @param components of the row that is shown
   * @param row index of that row, for what is drawn at random
   */
  Sight observe(Components components, int row);

  /** The modality as a configuration declares it. */
  Modality modality();
}
