package io.github.brsgd.cli.report.html;

import io.github.brsgd.cli.experiment.RunRecord;
import io.github.brsgd.cli.report.LabelsOfNodes;
import io.github.brsgd.data.CorruptFileException;
import io.github.brsgd.data.LabelCounts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a {@code brsgd train} left in its folder, or has to tell while it is at work.
 *
 * @param folder where it is
 * @param record configuration, provenance and result
 * @param rounds a row per round
 * @param labels of each node, where they differ
 * @param nodeRounds a row per round and node, where the run looked for suspects
 * @param running whether the run is still at work, and these are the rounds so far
 */
record RunFolder(
    Path folder,
    RunRecord record,
    List<RoundsFile.Row> rounds,
    Optional<LabelCounts> labels,
    List<NodeRoundsFile.Row> nodeRounds,
    boolean running) {

  /** Copies the lists. */
  RunFolder {
    rounds = List.copyOf(rounds);
    nodeRounds = List.copyOf(nodeRounds);
  }

  /**
   * Reads a folder.
   *
   * @param folder one that has a {@code run.json}
   * @return its run
   * @throws CorruptFileException if the rounds are not those of the record, or the labels of the
   *     nodes cannot be read
   * @throws IOException if a file cannot be read
   */
  static RunFolder read(Path folder) throws IOException {
    RunRecord record = RunRecord.read(folder.resolve(RunRecord.FILE));
    List<RoundsFile.Row> rounds = RoundsFile.read(folder);
    if (rounds.size() != record.result().rounds()) {
      throw new CorruptFileException(
          folder.resolve(RoundsFile.NAME),
          "has "
              + rounds.size()
              + " rounds, but "
              + RunRecord.FILE
              + " tells of "
              + record.result().rounds());
    }
    return new RunFolder(
        folder,
        record,
        rounds,
        LabelsFile.read(folder.resolve(LabelsOfNodes.FILE)),
        NodeRoundsFile.read(folder),
        false);
  }

  long seed() {
    return record.configuration().schedule().seed();
  }

  /** The accuracy of the last evaluation; NaN if there was none. */
  double accuracy() {
    return last(rounds.stream().mapToDouble(RoundsFile.Row::accuracy).toArray());
  }

  /** The attack success of the last evaluation; NaN if there was none. */
  double attackSuccess() {
    return last(rounds.stream().mapToDouble(RoundsFile.Row::attackSuccess).toArray());
  }

  private static double last(double... values) {
    for (int i = values.length - 1; i >= 0; i--) {
      if (!Double.isNaN(values[i])) {
        return values[i];
      }
    }
    return Double.NaN;
  }

  /** How the run ended, or how far it is. */
  String state() {
    RunRecord.Result result = record.result();
    int planned = record.configuration().schedule().rounds();
    if (running) {
      return "running, " + rounds.size() + " of " + planned + " rounds";
    }
    if (!result.aborted().isEmpty()) {
      return "aborted after " + rounds.size() + " of " + planned + " rounds";
    }
    return result.stopped()
        ? "stopped after " + rounds.size() + " of " + planned + " rounds"
        : "done";
  }
}
