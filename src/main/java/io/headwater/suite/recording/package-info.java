/**
 * Measures on real recordings what the latents are worth to somebody who has labels: a learner that
 * never sees a label and never sees the held-out people, a linear probe on what it says of them,
 * and the same probe on simpler features beside it. Labels reach only the probe.
 */
package io.headwater.suite.recording;
