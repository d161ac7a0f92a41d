package io.headwater.job;

import java.io.Serializable;

/** What a {@link GatedSource} waits for; asked again and again until it holds. */
@FunctionalInterface
interface GateCondition extends Serializable {
  /**
   * @throws Exception when it cannot be told now; it is asked again
   */
  boolean holds() throws Exception;
}
