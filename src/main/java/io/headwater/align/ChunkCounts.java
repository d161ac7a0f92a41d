package io.headwater.align;

/** How many chunks of one modality were read, and what became of them. */
public record ChunkCounts(long read, long used, long duplicate, long late, long rejected) {

  public static final ChunkCounts NONE = new ChunkCounts(0, 0, 0, 0, 0);

  public ChunkCounts plus(ChunkCounts other) {
    return new ChunkCounts(
        read + other.read,
        used + other.used,
        duplicate + other.duplicate,
        late + other.late,
        rejected + other.rejected);
  }

  /** Whether used, duplicate, late and rejected add up to read. */
  public boolean balances() {
    return read == used + duplicate + late + rejected;
  }

  public long of(Outcome outcome) {
    return switch (outcome) {
      case READ -> read;
      case USED -> used;
      case DUPLICATE -> duplicate;
      case LATE -> late;
      case REJECTED -> rejected;
    };
  }

  /** The given number of chunks, all with one outcome. */
  static ChunkCounts of(Outcome outcome, long chunks) {
    return switch (outcome) {
      case READ -> new ChunkCounts(chunks, 0, 0, 0, 0);
      case USED -> new ChunkCounts(0, chunks, 0, 0, 0);
      case DUPLICATE -> new ChunkCounts(0, 0, chunks, 0, 0);
      case LATE -> new ChunkCounts(0, 0, 0, chunks, 0);
      case REJECTED -> new ChunkCounts(0, 0, 0, 0, chunks);
    };
  }
}
