package io.headwater.sensor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names for people that say nothing to whoever lacks the key: {@code p-} and the first 128 bits of
 * HMAC-SHA-256 (RFC 2104, FIPS 198-1) over the subject's UTF-8 bytes, in hexadecimal.
 *
 * <p>The same key gives the same person the same name in every modality and run. A name of this
 * form is taken for a pseudonym already and stays as it is, so that recordings can be ingested and
 * learned from under one configuration. Not for several threads at once.
 */
public final class Pseudonyms {
  /** As long as the hash: a shorter key is easier to guess than the hash to invert (RFC 2104). */
  public static final int LEAST_KEY_BYTES = 32;

  /** 128 bits: two of a billion people share a name with a chance of about 1 in 10^21. */
  private static final int PSEUDONYM_BYTES = 16;

  private static final String PREFIX = "p-";
  private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{32}");
  private static final String ALGORITHM = "HmacSHA256";

  private final Mac mac;

  /**
   * @param key the key's bytes
   * @throws IllegalArgumentException when it is shorter than {@value #LEAST_KEY_BYTES} bytes
   */
  public Pseudonyms(byte[] key) {
    if (key.length < LEAST_KEY_BYTES) {
      throw new IllegalArgumentException(
          "A key of pseudonyms has %d bytes; use %d or more random ones."
              .formatted(key.length, LEAST_KEY_BYTES));
    }
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA-256.", e);
    }
  }

  /**
   * Reads the key from a file; ends of lines after it do not count.
   *
   * @throws PseudonymKeyException when there is no such file, or the key is too short
   */
  public static Pseudonyms withKeyIn(Path file) throws PseudonymKeyException {
    try {
      return new Pseudonyms(withoutLineEnds(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new PseudonymKeyException(
          file, "cannot be read (" + e.getClass().getSimpleName() + ")");
    } catch (IllegalArgumentException e) {
      throw new PseudonymKeyException(file, "is refused: " + e.getMessage());
    }
  }

  private static byte[] withoutLineEnds(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
      end--;
    }
    return Arrays.copyOf(bytes, end);
  }

  /** Whether a subject has the form of a pseudonym. */
  public static boolean isPseudonym(String subject) {
    return FORM.matcher(subject).matches();
  }

  /** The pseudonym of a subject. */
  public String of(String subject) {
    if (isPseudonym(subject)) {
      return subject;
    }
    byte[] hash = mac.doFinal(subject.getBytes(StandardCharsets.UTF_8));
    return PREFIX + HexFormat.of().formatHex(hash, 0, PSEUDONYM_BYTES);
  }

  /** The chunk under its subject's pseudonym. */
  public SensorChunk of(SensorChunk chunk) {
    return new SensorChunk(
        of(chunk.subject()),
        chunk.modality(),
        chunk.device(),
        chunk.startMicros(),
        chunk.periodMicros(),
        chunk.offsetsMicros(),
        chunk.channels(),
        chunk.values(),
        chunk.unit(),
        chunk.sequence());
  }

  /**
   * A refusal without anything that can name a person. The bytes always can. From a file, so can
   * its path and the reason, which quotes what was read; a reason why bytes of a topic could not be
   * decoded quotes none of them.
   *
   * @param source where the input entered, as a name without people
   * @param position its position there
   */
  public static RejectedRecord withoutNames(RejectedRecord refused, String source, long position) {
    String reason =
        source.equals(refused.source())
            ? refused.reason()
            : "A piece of a recording was refused; reason and place could name a person and are left out. Read the recordings without subjects.pseudonym-key-file to see them.";
    return new RejectedRecord(source, position, reason, new byte[0]);
  }
}
