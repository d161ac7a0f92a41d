package io.headwater.sensor.delimited;

/** A row that cannot be used; the message continues the sentence "Line n …". */
final class BadRow extends Exception {
  private static final long serialVersionUID = 1L;

  BadRow(String problem) {
    super(problem);
  }
}
