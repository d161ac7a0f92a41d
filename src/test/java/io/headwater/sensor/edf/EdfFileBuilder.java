package io.headwater.sensor.edf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes small EDF files: one signal 'ramp' of two samples per record, one of annotations. */
final class EdfFileBuilder {
  static final int ANNOTATION_BYTES = 40;
  private String date = "01.02.03";
  private String reserved = "EDF+C";
  private String records;
  private String digitalMin = "-100";
  private String digitalMax = "100";
  private String physicalMin = "-10";
  private String physicalMax = "10";
  private final List<byte[]> data = new ArrayList<>();
  private int value;

  EdfFileBuilder date(String text) {
    date = text;
    return this;
  }

  EdfFileBuilder reserved(String text) {
    reserved = text;
    return this;
  }

  EdfFileBuilder announce(String text) {
    records = text;
    return this;
  }

  EdfFileBuilder digital(String min, String max) {
    digitalMin = min;
    digitalMax = max;
    return this;
  }

  EdfFileBuilder physical(String min, String max) {
    physicalMin = min;
    physicalMax = max;
    return this;
  }

  /** A record of one second whose annotation signal begins with a text; values count up. */
  EdfFileBuilder record(String annotations) {
    byte[] bytes = new byte[4 + ANNOTATION_BYTES];
    bytes[0] = (byte) value++;
    bytes[2] = (byte) value++;
    byte[] text = annotations.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(text, 0, bytes, 4, text.length);
    data.add(bytes);
    return this;
  }

  /** A record that begins at an onset in seconds. */
  EdfFileBuilder recordAt(String onset) {
    return record(onset + "\u0014\u0014\0");
  }

  byte[] bytes() {
    StringBuilder h = new StringBuilder();
    h.append(pad("0", 8)).append(pad("X X X X", 80)).append(pad("", 80));
    h.append(pad(date, 8)).append(pad("04.05.06", 8)).append(pad("768", 8));
    h.append(pad(reserved, 44)).append(pad(records == null ? "" + data.size() : records, 8));
    h.append(pad("1", 8)).append(pad("2", 4));
    h.append(pad("ramp", 16)).append(pad("EDF Annotations", 16));
    h.append(pad("", 160)).append(pad("uV", 8)).append(pad("", 8));
    h.append(pad(physicalMin, 8)).append(pad("-1", 8));
    h.append(pad(physicalMax, 8)).append(pad("1", 8));
    h.append(pad(digitalMin, 8)).append(pad("-32768", 8));
    h.append(pad(digitalMax, 8)).append(pad("32767", 8));
    h.append(pad("", 160)).append(pad("2", 8)).append(pad("" + ANNOTATION_BYTES / 2, 8));
    h.append(pad("", 64));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(h.toString().getBytes(StandardCharsets.ISO_8859_1));
    data.forEach(out::writeBytes);
    return out.toByteArray();
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
