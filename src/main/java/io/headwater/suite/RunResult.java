package io.headwater.suite;

import java.util.List;

/**
 * What one run came to; a line of {@code runs.jsonl}.
 *
 * @param key which run
 * @param estimator kind of estimator
 * @param version release of Headwater
 * @param windows windows learned
 * @param heldOut windows scored after learning had ended
 * @param scores measures on the held-out windows
 * @param nodes of rows of nodes with categories; else null
 * @param membership of rows of partially shared latents; else null
 * @param counts true and learned numbers of latents; null where there are no blocks, and in results
 *     of earlier releases
 * @param verdict what the report says
 * @param modalities the same modality by modality, beside the truth; null where there are no
 *     blocks, and in results of earlier releases
 * @param seconds where the time went
 */
record RunResult(
    RunKey key,
    String estimator,
    String version,
    long windows,
    long heldOut,
    RunScores scores,
    NodeScores nodes,
    MembershipScores membership,
    RunCounts counts,
    ReportVerdict verdict,
    List<ModalityReading> modalities,
    RunSeconds seconds) {}
