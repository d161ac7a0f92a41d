package io.headwater.sensor;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Several recordings as one stream, ordered by the start of the chunks; recordings that tie keep
 * their order. What a recording rejects comes out as soon as it is met.
 *
 * <p>All recordings are opened by the first {@link #next}, so a file that is refused is refused
 * before anything came out; each is closed at its end. One chunk per open recording is held. A
 * recording that breaks off later (damaged gzip data) becomes one rejected record, and the others
 * go on.
 */
public final class MergedRecordings implements ChunkReader {
  private static final byte[] NOTHING = {};

  private final List<Recording> recordings;
  private final ChunkReader[] readers;
  private final Deque<Integer> asked = new ArrayDeque<>();
  private final PriorityQueue<Head> heads =
      new PriorityQueue<>(
          Comparator.<Head>comparingLong(head -> head.chunk().startMicros())
              .thenComparingInt(Head::recording));
  private final List<String> notes = new ArrayList<>();
  private boolean opened;

  public MergedRecordings(List<Recording> recordings) {
    this.recordings = List.copyOf(recordings);
    this.readers = new ChunkReader[recordings.size()];
  }

  @Override
  public Optional<SensorRecord> next() throws IOException {
    openAll();
    while (!asked.isEmpty()) {
      Optional<SensorRecord> rejected = ask(asked.peek());
      if (rejected.isPresent()) {
        return rejected;
      }
    }
    Head first = heads.poll();
    if (first == null) {
      return Optional.empty();
    }
    asked.add(first.recording());
    return Optional.of(first.chunk());
  }

  /** Takes one record of a recording: a chunk joins the heads, a rejected record is returned. */
  private Optional<SensorRecord> ask(int recording) throws IOException {
    Optional<SensorRecord> record;
    try {
      record = readers[recording].next();
    } catch (RecordingException broken) {
      finish(recording);
      return Optional.of(
          new RejectedRecord(
              recordings.get(recording).file().toString(), -1, broken.getMessage(), NOTHING));
    }
    if (record.isEmpty()) {
      finish(recording);
    } else if (record.get() instanceof SensorChunk chunk) {
      heads.add(new Head(chunk, recording));
      asked.remove();
    } else {
      return record;
    }
    return Optional.empty();
  }

  private void finish(int recording) throws IOException {
    asked.remove();
    Recording ended = recordings.get(recording);
    for (String note : readers[recording].notes()) {
      notes.add(ended.file() + ": " + note);
    }
    readers[recording].close();
    readers[recording] = null;
  }

  private void openAll() throws IOException {
    for (int i = 0; !opened && i < readers.length; i++) {
      readers[i] = recordings.get(i).opener().open();
      asked.add(i);
    }
    opened = true;
  }

  /** Notes of all recordings that have ended, each with its file. */
  @Override
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /** Closes what is still open; all are tried, the first failure is thrown. */
  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (int i = 0; i < readers.length; i++) {
      try {
        if (readers[i] != null) {
          readers[i].close();
          readers[i] = null;
        }
      } catch (IOException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private record Head(SensorChunk chunk, int recording) {}
}
