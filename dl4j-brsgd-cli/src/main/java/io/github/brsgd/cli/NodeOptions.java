package io.github.brsgd.cli;

import static io.github.brsgd.cli.RunOptions.or;

import io.github.brsgd.cli.experiment.NodeChoice;
import picocli.CommandLine.Option;

/** The options that say what the nodes send. */
final class NodeOptions {

  @Option(
      names = "--update",
      paramLabel = "TEXT",
      description =
          "What a node sends: gradient, worker-momentum:beta=0.9, local-steps:tau=5,step=0.05 or,"
              + " with + between, steps and then momentum; 'brsgd rules' lists what there is."
              + " Default: gradient.")
  private String update;

  /** What was asked for, the rest as it was. */
  NodeChoice nodes(NodeChoice base) {
    return new NodeChoice(or(update, base.update()));
  }
}
