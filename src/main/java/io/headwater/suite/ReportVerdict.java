package io.headwater.suite;

/**
 * What the identifiability report of a run lets a reader believe, in modalities.
 *
 * @param component modalities whose components the report supports one by one
 * @param block modalities whose latents are to be read as a space
 * @param none modalities of which nothing shared was found
 * @param undecided modalities of which there is not enough evidence for any of these
 */
record ReportVerdict(int component, int block, int none, int undecided) {
  /** The four counts with slashes between them, as tables show them; a dash of no report. */
  String text() {
    return component + block + none + undecided == 0
        ? "–"
        : "%d / %d / %d / %d".formatted(component, block, none, undecided);
  }
}
