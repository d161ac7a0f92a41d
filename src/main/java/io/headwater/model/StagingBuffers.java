package io.headwater.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands Java floats to the engine through direct memory that is used again in every step.
 *
 * <p>{@code NDManager.create(float[])} allocates a direct buffer per call, which is freed only by
 * some later garbage collection; a learner that makes little heap garbage then grows by gigabytes.
 * Here the arrays of one step are views of the same memory as those of the step before, so they
 * must not outlive {@link #rewind}.
 */
public final class StagingBuffers {
  private final List<ByteBuffer> slots = new ArrayList<>();
  private int next;

  /** Makes all memory available again; arrays staged before are dead. */
  public void rewind() {
    next = 0;
  }

  /** An array of the given shape, owned by {@code manager}, with these values. */
  public NDArray stage(NDManager manager, float[] values, Shape shape) {
    int bytes = values.length * Float.BYTES;
    ByteBuffer slot = slot(bytes);
    slot.clear();
    slot.asFloatBuffer().put(values);
    slot.limit(bytes);
    return manager.create(slot, shape, DataType.FLOAT32);
  }

  /** The same for one value, with shape (). */
  public NDArray stage(NDManager manager, double value) {
    return stage(manager, new float[] {(float) value}, new Shape());
  }

  private ByteBuffer slot(int bytes) {
    int at = next++;
    if (at == slots.size()) {
      slots.add(allocate(bytes));
    } else if (slots.get(at).capacity() < bytes) {
      slots.set(at, allocate(bytes));
    }
    return slots.get(at);
  }

  private static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }
}
