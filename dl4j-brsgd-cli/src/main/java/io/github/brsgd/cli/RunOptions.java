package io.github.brsgd.cli;

import io.github.brsgd.cli.experiment.DataChoice;
import io.github.brsgd.cli.experiment.NodeChoice;
import io.github.brsgd.cli.experiment.Schedule;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that train and compare share: data, nodes and steps. */
final class RunOptions {

  @Mixin private DataOptions data = new DataOptions();
  @Mixin private NodeOptions update = new NodeOptions();

  @Option(names = "--nodes", paramLabel = "M", description = "Number of nodes m.")
  private Integer nodes;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Images per node and round. Default: 32.")
  private Integer batch;

  @Option(
      names = "--trusted",
      paramLabel = "N",
      description =
          "Hold N training examples back for the server, of each class alike, for the rule trust;"
              + " they are dealt to no node. Default: 0.")
  private Integer trusted;

  @Option(names = "--rounds", paramLabel = "K", description = "Steps to take.")
  private Integer rounds;

  @Option(
      names = "--alpha0",
      paramLabel = "A",
      description = "First step size: alpha_k = alpha0 / (k+1)^p. Default: 1.0.")
  private Double alpha0;

  @Option(
      names = "--p",
      paramLabel = "P",
      description =
          "Decay exponent, 1/2 < p < 1; or 0 for constant steps, of which the theorem says nothing."
              + " Default: 0.55.")
  private Double p;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description =
          "Threads of a run; they do not change results. Default: one per core, which runs at the"
              + " same time share.")
  private Integer workers;

  /** What was asked for, the rest as it was. */
  DataChoice data(DataChoice base) {
    return data.data(base).withTrusted(or(trusted, base.trusted()));
  }

  /** What was asked for of the nodes, the rest as it was. */
  NodeChoice nodeChoice(NodeChoice base, BaseCommand command) {
    return update.nodes(base, command);
  }

  /** The model asked for, or else this one. */
  String model(String base) {
    return data.model(base);
  }

  /** Whether fast layers are asked for, or else this. */
  boolean fastLayers(boolean base) {
    return data.fastLayers(base);
  }

  /** Whether a data set was named. */
  boolean hasDataset() {
    return data.hasDataset();
  }

  boolean hasModel() {
    return data.hasModel();
  }

  /** What was asked for, the rest as it was. */
  Schedule schedule(Schedule base, Long seed, Integer evaluateEvery) {
    return new Schedule(
        or(nodes, base.nodes()),
        or(batch, base.batch()),
        or(rounds, base.rounds()),
        or(alpha0, base.alpha0()),
        or(p, base.p()),
        or(seed, base.seed()),
        or(evaluateEvery, base.evaluateEvery()));
  }

  /** Threads of a run, if they were given. */
  Optional<Integer> workers(BaseCommand command) {
    return command.positive("--workers", workers);
  }

  static <T> T or(T given, T otherwise) {
    return given != null ? given : otherwise;
  }
}
