package io.headwater.model.sharing;

import io.headwater.simulate.views.BentCodes;
import io.headwater.simulate.views.BentCodes.Link;
import io.headwater.simulate.views.ViewsSettings.Law;
import java.util.ArrayList;
import java.util.List;

/**
 * Codes of true latents as the module takes them, and what is true of them.
 *
 * @param components what a module sees
 * @param latent per modality and component, the latent that it is
 * @param reliability of the components under the noise that was added
 */
record SharedCodes(ComponentRows components, int[][] latent, double[][] reliability) {

  static SharedCodes draw(
      long seed, int rows, List<List<Integer>> sets, double noise, Law law, List<Link> links) {
    BentCodes codes = BentCodes.draw(seed, rows, sets, noise, law, links);
    return new SharedCodes(
        ComponentRows.complete(codes.widths(), codes.values()),
        codes.latent(),
        codes.reliability());
  }

  /** The membership that is true. */
  Membership truth() {
    List<MatchedPair> pairs = new ArrayList<>();
    for (int m = 0; m < latent.length; m++) {
      for (int n = m + 1; n < latent.length; n++) {
        for (int i = 0; i < latent[m].length; i++) {
          for (int j = 0; j < latent[n].length; j++) {
            if (latent[m][i] == latent[n][j]) {
              pairs.add(new MatchedPair(m, i, n, j, 1, 0, 1, components.rows()));
            }
          }
        }
      }
    }
    return Membership.of(components.widths(), pairs);
  }

  /** What the module decides with its defaults. */
  Membership decided() {
    return SharingStudy.decide(components, reliability, 1, SharingRule.defaults());
  }

  /** Shared pairs of slots of a membership that are none in truth. */
  int falsePairs(Membership decided) {
    int wrong = 0;
    for (Membership.Slot slot : decided.slots()) {
      for (int m = 0; m < latent.length; m++) {
        for (int n = m + 1; n < latent.length; n++) {
          boolean same = slot.in(m) && slot.in(n);
          wrong += same && latent[m][slot.component()[m]] != latent[n][slot.component()[n]] ? 1 : 0;
        }
      }
    }
    return wrong;
  }
}
