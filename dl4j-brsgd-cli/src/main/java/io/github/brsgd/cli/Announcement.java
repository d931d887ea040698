package io.github.brsgd.cli;

import io.github.brsgd.cli.experiment.DataChoice;
import io.github.brsgd.data.DatasetLocator;

/** What has to be said aloud before a run. */
final class Announcement {

  private Announcement() {}

  /** Says so if the synthetic digits stand in for MNIST. */
  static void synthetic(Screen screen, DataChoice wanted, DataChoice resolved) {
    if (!wanted.equals(resolved) && resolved.dataset().equals(DataChoice.SYNTHETIC)) {
      screen.print(
          "NOTE: MNIST is not found, these are SYNTHETIC digits drawn by the program. For MNIST set"
              + "%n%s to a folder with mnist/ in it, or run 'brsgd datasets --fetch mnist'.%n",
          DatasetLocator.VARIABLE);
    }
  }
}
