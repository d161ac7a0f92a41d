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
  public ImageConfig {
    depth = depth == null ? (Integer) 1 : depth;
  }

  List<String> pixelNames() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < height * width * depth; i++) {
      names.add("p" + i);
    }
    return names;
  }
}
