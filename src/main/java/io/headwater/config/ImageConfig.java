package io.headwater.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Shape of a picture; pixels are row-major, colour fastest.
 *
 * @param height rows
 * @param width columns
 * @param depth colours per pixel, default 1
 */
public record ImageConfig(int height, int width, Integer depth) {
  /** 512 × 512 grey pixels: more is out of reach for the small networks here. */
  public static final int MAX_PIXELS = 512 * 512;

  public ImageConfig {
    depth = depth == null ? (Integer) 1 : depth;
  }

  /**
   * Values of one picture: height × width × depth, without overflow; -1 when a side is not
   * positive.
   */
  long values() {
    if (height < 1 || width < 1 || depth < 1) {
      return -1;
    }
    return Math.min(Math.multiplyFull(height, width), Integer.MAX_VALUE) * depth;
  }

  /** One name per value; none when the shape is out of bounds, which the loader reports. */
  List<String> pixelNames() {
    List<String> names = new ArrayList<>();
    if (values() > MAX_PIXELS) {
      return names;
    }
    for (int i = 0; i < values(); i++) {
      names.add("p" + i);
    }
    return names;
  }
}
