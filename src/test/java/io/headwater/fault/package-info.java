/**
 * Faults with the real parts: a broker and a Flink cluster of two task managers in this process, a
 * rough stream of several modalities, and what can happen to them. After each fault the run must
 * have published and kept, bit for bit, what a run without faults has. {@link
 * io.headwater.fault.FaultTest} is the short form, {@link io.headwater.fault.FaultStudy} the long
 * one.
 */
package io.headwater.fault;
