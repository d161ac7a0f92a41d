package io.headwater.simulate.scenario;

/**
 * One window of one subject, with the truth behind it. The arrays are not copied.
 *
 * @param index number of the row, from 0
 * @param subject who was measured
 * @param startMicros start of the window, microseconds since the epoch
 * @param latents modality by modality, then the shared ones, as in {@link Scenario#graph}; under
 *     shuffled pairing each modality's are those it shows
 * @param exogenous modality by modality
 * @param observations per modality its channels; null where the modality is missing
 */
public record ScenarioRow(
    int index,
    String subject,
    long startMicros,
    double[] latents,
    double[] exogenous,
    float[][] observations) {}
