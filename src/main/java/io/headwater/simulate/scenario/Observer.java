package io.headwater.simulate.scenario;

import io.headwater.sensor.Modality;

/** How one modality shows its components. */
interface Observer {
  /**
   * @param components of the row that is shown
   * @param row index of that row, for what is drawn at random
   */
  float[] observe(Components components, int row);

  /** The modality as a configuration declares it. */
  Modality modality();
}
