package io.github.brsgd.cli;

import static io.github.brsgd.cli.RunOptions.or;

import io.github.brsgd.cli.experiment.DataChoice;
import picocli.CommandLine.Option;

/** The option that says how the data are split, of commands that split them in one way. */
final class PartitionOption {

  @Option(
      names = "--partition",
      paramLabel = "TEXT",
      description =
          "How the training examples are split over the nodes; 'brsgd datasets' lists what there"
              + " is. Default: iid, every node draws from the same distribution.")
  private String partition;

  /** These data, split as was asked for, or else as they were. */
  DataChoice split(DataChoice data) {
    return data.of(data.dataset(), or(partition, data.partition()));
  }
}
