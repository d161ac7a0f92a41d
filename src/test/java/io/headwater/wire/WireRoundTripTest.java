package io.headwater.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.sensor.RejectedRecord;
import io.headwater.sensor.SensorChunk;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WireRoundTripTest {
  private final SensorChunkWireCodec chunks = new SensorChunkWireCodec();
  private final RejectedRecordWireCodec rejects = new RejectedRecordWireCodec();

  @Property(tries = 500)
  void everyChunkComesBackBitByBit(@ForAll("chunks") SensorChunk chunk) {
    assertThat(Contents.of(chunks.decode(chunks.encode(chunk)))).isEqualTo(Contents.of(chunk));
  }

  @Property(tries = 200)
  void theRegistryFramingChangesTheHeaderOnly(@ForAll("chunks") SensorChunk chunk) {
    SensorChunkWireCodec registry =
        new SensorChunkWireCodec(
            new RegistryFraming(
                java.util.Map.of(66_051, io.headwater.wire.avro.SensorChunk.getClassSchema())));
    byte[] framed = registry.encode(chunk);
    assertThat(framed).startsWith(0, 0, 1, 2, 3);
    assertThat(Contents.of(registry.decode(framed))).isEqualTo(Contents.of(chunk));
    assertThat(framed).endsWith(tail(chunks.encode(chunk)));
  }

  @Property(tries = 200)
  void everyRejectedRecordComesBack(
      @ForAll("texts") String source,
      @ForAll long position,
      @ForAll("texts") String reason,
      @ForAll byte[] original) {
    RejectedRecord record = new RejectedRecord(source, position, reason, original);
    assertThat(Contents.of(rejects.decode(rejects.encode(record)))).isEqualTo(Contents.of(record));
  }

  private static byte[] tail(byte[] singleObject) {
    return java.util.Arrays.copyOfRange(singleObject, 10, singleObject.length);
  }

  @Provide
  static Arbitrary<SensorChunk> chunks() {
    Arbitrary<long[]> offsets = Arbitraries.longs().array(long[].class).ofMinSize(0).ofMaxSize(20);
    Arbitrary<List<String>> channels = texts().list().ofMinSize(0).ofMaxSize(5);
    Arbitrary<float[]> values =
        Arbitraries.integers() // every bit pattern: NaNs, infinities, subnormal numbers
            .map(Float::intBitsToFloat)
            .array(float[].class)
            .ofMinSize(0)
            .ofMaxSize(40);
    return Combinators.combine(
            Combinators.combine(texts(), texts(), texts()).as(List::of),
            Arbitraries.longs(),
            Arbitraries.doubles(),
            offsets,
            channels,
            values,
            texts(),
            Arbitraries.longs())
        .as(
            (names, start, period, offset, channel, value, unit, sequence) ->
                new SensorChunk(
                    names.get(0),
                    names.get(1),
                    names.get(2),
                    start,
                    period,
                    offset,
                    channel,
                    value,
                    unit,
                    sequence));
  }

  /** Any Unicode text; half a surrogate pair is no text, and UTF-8 cannot write it. */
  @Provide
  static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .ofMaxLength(12)
        .map(text -> text.replaceAll("[\\x{D800}-\\x{DFFF}]", "\uFFFD"));
  }
}
