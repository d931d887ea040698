package io.github.brsgd.examples.experiment;

import java.util.Objects;

/**
 * Everything that decides the bits of a run. Equal configurations give equal results.
 *
 * @param data which data
 * @param network which network
 * @param defence what the server does
 * @param adversary who attacks and how
 * @param schedule how long and with what steps
 * @param iterate whether an iterate is drawn
 * @since 0.1
 */
public record ExperimentConfig(
    DataChoice data,
    NetworkChoice network,
    Defence defence,
    Adversary adversary,
    Schedule schedule,
    IterateChoice iterate) {

  /** Checks that nothing is missing. */
  public ExperimentConfig {
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(defence, "defence");
    Objects.requireNonNull(adversary, "adversary");
    Objects.requireNonNull(schedule, "schedule");
    Objects.requireNonNull(iterate, "iterate");
  }

  /**
   * The same experiment on data and network that are known by now.
   *
   * @param resolvedData the data
   * @param resolvedNetwork the network
   * @return another configuration
   */
  public ExperimentConfig with(DataChoice resolvedData, NetworkChoice resolvedNetwork) {
    return new ExperimentConfig(
        resolvedData, resolvedNetwork, defence, adversary, schedule, iterate);
  }
}
