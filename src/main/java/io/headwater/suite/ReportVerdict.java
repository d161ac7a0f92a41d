package io.headwater.suite;

/**
 * What the identifiability report of a run lets a reader believe, in modalities.
 *
 * @param component modalities whose components the report supports one by one
 * @param block modalities whose latents are to be read as a space
 * @param none modalities of which nothing shared was found
 */
record ReportVerdict(int component, int block, int none) {
  int modalities() {
    return component + block + none;
  }
}
