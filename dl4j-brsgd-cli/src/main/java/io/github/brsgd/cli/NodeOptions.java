package io.github.brsgd.cli;

import static io.github.brsgd.cli.RunOptions.or;

import io.github.brsgd.cli.experiment.NodeChoice;
import picocli.CommandLine.Option;

/** The options that say what the nodes send, and who of them answers. */
final class NodeOptions {

  @Option(
      names = "--update",
      paramLabel = "TEXT",
      description =
          "What a node sends: gradient, worker-momentum:beta=0.9, local-steps:tau=5,step=0.05 or,"
              + " with + between, steps and then momentum; 'brsgd rules' lists what there is."
              + " Default: gradient.")
  private String update;

  @Option(
      names = "--draw",
      paramLabel = "S",
      description =
          "Draw S of the nodes in each round; q is then among those drawn, and the output says how"
              + " likely it is exceeded. Default: all nodes answer.")
  private Integer drawn;

  @Option(
      names = "--byzantine-in-all",
      paramLabel = "B",
      description = "With --draw: how many of all nodes are reckoned to be Byzantine. No default.")
  private Integer byzantineInAll;

  @Option(
      names = "--drop-out",
      paramLabel = "P",
      description = "Probability that an honest node does not answer in a round. Default: 0.")
  private Double dropOut;

  @Option(
      names = "--late",
      paramLabel = "P",
      description =
          "Probability that an honest node computes, but answers too late, which counts as missing."
              + " Default: 0.")
  private Double late;

  @Option(
      names = "--cached",
      arity = "0",
      description =
          "The last momentum of an absent node stands in for it; q is then that of all nodes. Needs"
              + " an --update with momentum.")
  private Boolean cached;

  /** What was asked for, the rest as it was; what would mean nothing is refused. */
  NodeChoice nodes(NodeChoice base, BaseCommand command) {
    if (byzantineInAll != null && byzantineInAll < 0) {
      throw command.usage("--byzantine-in-all: need >= 0, got " + byzantineInAll);
    }
    NodeChoice choice =
        new NodeChoice(
            or(update, base.update()),
            command.positive("--draw", drawn).orElse(base.drawn()),
            or(byzantineInAll, base.byzantineInAll()),
            or(dropOut, base.dropOut()),
            or(late, base.late()),
            or(cached, base.cached()));
    boolean all = choice.drawn() == 0;
    if (byzantineInAll != null && all) {
      throw command.usage(
          "--byzantine-in-all: "
              + byzantineInAll
              + " means nothing where all nodes answer, without --draw");
    }
    if (cached != null && all && choice.dropOut() == 0 && choice.late() == 0) {
      throw command.usage(
          "--cached: means nothing where all nodes answer, without --draw, --drop-out or --late");
    }
    return choice;
  }
}
