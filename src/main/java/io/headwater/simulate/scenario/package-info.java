/**
 * Made-up data whose causes are known, one row per window: structural causal models over latents of
 * several modalities, or latents coupled between them without a direction, mixed into channels or
 * pictures. In: {@link io.headwater.simulate.scenario.ScenarioSettings}, or a preset by name. Out:
 * rows as pure functions of settings and index, as chunks and files, with the truth apart. Knows
 * neither Flink nor Kafka nor who learns from it.
 */
package io.headwater.simulate.scenario;
