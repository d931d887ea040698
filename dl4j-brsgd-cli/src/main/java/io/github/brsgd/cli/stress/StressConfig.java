package io.github.brsgd.cli.stress;

import io.github.brsgd.attack.Knowledge;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.checks.Check;
import io.github.brsgd.cli.compare.Comparison;
import io.github.brsgd.cli.experiment.Adversary;
import io.github.brsgd.cli.experiment.DataChoice;
import io.github.brsgd.cli.experiment.Defence;
import io.github.brsgd.cli.experiment.Experiment;
import io.github.brsgd.cli.experiment.ExperimentConfig;
import io.github.brsgd.cli.experiment.IterateChoice;
import io.github.brsgd.cli.experiment.NetworkChoice;
import io.github.brsgd.cli.experiment.NodeChoice;
import io.github.brsgd.cli.experiment.Schedule;
import io.github.brsgd.cli.experiment.SuspicionChoice;
import io.github.brsgd.sweep.AttackChoice;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;

/**
 * Everything that decides the result of a stress test. Equal configurations give equal results.
 *
 * @param defence the rule and its q
 * @param attackers how many nodes attack, at least 1
 * @param knowledge what the adversary may know; the fixed list knows everything
 * @param fixed texts of the attacks that the one found is set beside
 * @param runs of the search at most, at least {@code seeds}
 * @param seeds runs per attack in the search, and as many other ones on fresh seeds
 * @param data which data
 * @param network which network
 * @param schedule nodes, steps and the first seed
 * @param nodes what the nodes send
 * @since 0.2
 */
public record StressConfig(
    Defence defence,
    int attackers,
    Knowledge knowledge,
    List<String> fixed,
    int runs,
    int seeds,
    DataChoice data,
    NetworkChoice network,
    Schedule schedule,
    NodeChoice nodes) {

  /** Checks the ranges. */
  public StressConfig {
    Objects.requireNonNull(defence, "defence");
    Check.atLeast(1, "attackers", attackers);
    Objects.requireNonNull(knowledge, "knowledge");
    fixed = List.copyOf(fixed);
    Check.atLeast(1, "seeds", seeds);
    if (runs < seeds) {
      throw new IllegalArgumentException(
          "runs: need at least one attack with all its seeds, runs >= seeds, got runs="
              + runs
              + ", seeds="
              + seeds);
    }
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(schedule, "schedule");
    Objects.requireNonNull(nodes, "nodes");
  }

  /**
   * How many attacks the budget allows.
   *
   * @return at least 1
   */
  public int attacks() {
    return runs / seeds;
  }

  /**
   * The seeds that the search sees.
   *
   * @return so many from the first
   */
  public List<Long> searchSeeds() {
    return seedsFrom(schedule.seed());
  }

  /**
   * The seeds on which the attack found is measured.
   *
   * @return as many, behind those of the search
   */
  public List<Long> freshSeeds() {
    return seedsFrom(schedule.seed() + seeds);
  }

  private List<Long> seedsFrom(long first) {
    return LongStream.range(0, seeds).mapToObj(i -> first + i).toList();
  }

  /**
   * A run.
   *
   * @param choice the attack
   * @param seed of the run
   * @param catalog where rule and attack come from
   * @return the run, checked as far as it can be without data
   * @throws IllegalArgumentException if it cannot be
   */
  public Comparison.Cell cell(AttackChoice choice, long seed, Catalog catalog) {
    ExperimentConfig config =
        new ExperimentConfig(
            data,
            network,
            defence,
            new Adversary(choice.attack(), attackers, choice.changing()),
            schedule.ofRun(seed),
            IterateChoice.NONE,
            0,
            nodes,
            SuspicionChoice.NONE);
    return new Comparison.Cell(
        defence.rule(), choice.attack(), seed, new Experiment(config, catalog));
  }
}
