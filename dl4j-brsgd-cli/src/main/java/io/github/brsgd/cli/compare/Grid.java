package io.github.brsgd.cli.compare;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.OptBoolean;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.checks.Check;
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
import io.github.brsgd.training.server.FailedRound;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Rules times attacks at each of several counts of Byzantine nodes and ways to split the examples.
 *
 * <p>At a place of q Byzantine nodes q nodes attack, whatever rule they meet. Links of a rule's
 * text that have a key q and do not give it take the place's; a q that is given stays, and is that
 * of all other links, which would not agree with any other.
 *
 * @param rules texts of rules
 * @param attacks texts of attacks, at least one, or {@link Comparison#NOBODY}
 * @param byzantine counts of Byzantine nodes, each at least 1
 * @param partitions texts of partitioners
 * @param data which data; how they are split is said by the place
 * @param network which network
 * @param schedule nodes, steps and the first seed
 * @param seeds how many seeds, counted up from the first
 * @param nodes what the nodes send
 * @param onFailedRound what happens to a round that fails; records from before there was a choice
 *     have none and mean {@link FailedRound#THROW}
 * @since 0.2
 */
public record Grid(
    List<String> rules,
    List<String> attacks,
    List<Integer> byzantine,
    List<String> partitions,
    DataChoice data,
    NetworkChoice network,
    Schedule schedule,
    int seeds,
    NodeChoice nodes,
    FailedRound onFailedRound) {

  /**
   * A grid of something, and of nothing twice.
   *
   * @param rules texts of rules
   * @param attacks texts of attacks, at least one, or {@link Comparison#NOBODY}
   * @param byzantine counts of Byzantine nodes, each at least 1
   * @param partitions texts of partitioners
   * @param data which data
   * @param network which network
   * @param schedule nodes, steps and the first seed
   * @param seeds how many seeds
   * @param nodes what the nodes send
   * @param onFailedRound what happens to a round that fails; null for the end of the run
   * @throws IllegalArgumentException if there is nothing to compare, or something twice
   */
  public Grid(
      List<String> rules,
      List<String> attacks,
      List<Integer> byzantine,
      List<String> partitions,
      DataChoice data,
      NetworkChoice network,
      Schedule schedule,
      int seeds,
      NodeChoice nodes,
      @JacksonInject(value = NodeChoice.UNSAID, useInput = OptBoolean.TRUE)
          FailedRound onFailedRound) {
    this.rules = distinct("rules", rules);
    this.attacks = distinct("attacks", attacks);
    this.byzantine = distinct("byzantine", byzantine);
    this.partitions = distinct("partition", partitions);
    byzantine.forEach(q -> Check.atLeast(1, "byzantine", q));
    if (attacks.equals(List.of(Comparison.NOBODY))) {
      throw new IllegalArgumentException(
          "attacks: nobody attacks, so there is no worst case; need at least one attack");
    }
    this.data = Objects.requireNonNull(data, "data");
    this.network = Objects.requireNonNull(network, "network");
    this.schedule = Objects.requireNonNull(schedule, "schedule");
    for (int q : byzantine) {
      if (q >= schedule.nodes()) {
        throw new IllegalArgumentException(
            "byzantine: need at least one honest node, got byzantine="
                + q
                + ", nodes="
                + schedule.nodes());
      }
    }
    Check.atLeast(1, "seeds", seeds);
    this.seeds = seeds;
    this.nodes = Objects.requireNonNull(nodes, "nodes");
    this.onFailedRound = Defence.orThrow(onFailedRound);
  }

  private static <T> List<T> distinct(String name, List<T> values) {
    Set<T> seen = new HashSet<>();
    for (T value : values) {
      if (!seen.add(value)) {
        throw new IllegalArgumentException(name + ": " + value + " is there twice");
      }
    }
    if (seen.isEmpty()) {
      throw new IllegalArgumentException(name + ": need at least one");
    }
    return List.copyOf(values);
  }

  /**
   * The places, those of few Byzantine nodes together.
   *
   * @return every count with every split
   */
  public List<GridPlace> places() {
    return byzantine.stream()
        .flatMap(q -> partitions.stream().map(partition -> new GridPlace(q, partition)))
        .toList();
  }

  /**
   * Every run, place by place, there as in a {@link Comparison}; each checked as far as it can be
   * without data.
   *
   * @param catalog where rules and attacks come from
   * @return the cells, those that cannot be run among them
   * @throws IllegalArgumentException if a rule or an attack serves in no cell
   */
  public List<GridCell> cells(Catalog catalog) {
    List<GridCell> cells = new ArrayList<>();
    for (GridPlace place : places()) {
      for (String rule : rules) {
        for (String attack : attacks) {
          for (int i = 0; i < seeds; i++) {
            cells.add(cell(rule, place, attack, schedule.seed() + i, catalog));
          }
        }
      }
    }
    serveSomewhere(cells, GridCell::rule);
    serveSomewhere(cells, GridCell::attack);
    Experiment.checkTrusted(
        data,
        cells.stream()
            .flatMap(cell -> cell.run().stream())
            .map(Comparison.Cell::experiment)
            .toList());
    return cells;
  }

  /** What serves nowhere is a mistake; what serves in some places only is shown so. */
  private static void serveSomewhere(List<GridCell> cells, Function<GridCell, String> part) {
    Set<String> serving = new HashSet<>();
    cells.stream().filter(cell -> cell.run().isPresent()).map(part).forEach(serving::add);
    Optional<GridCell> mistake =
        cells.stream().filter(cell -> !serving.contains(part.apply(cell))).findFirst();
    if (mistake.isPresent()) {
      throw new IllegalArgumentException(mistake.get().refusal());
    }
  }

  private GridCell cell(String rule, GridPlace place, String attack, long seed, Catalog catalog) {
    String written = rule;
    try {
      Aggregator chosen = rule(rule, place.byzantine(), catalog);
      written = text(chosen, rule, catalog);
      Experiment experiment = new Experiment(config(chosen, written, place, attack, seed), catalog);
      return new GridCell(
          rule,
          written,
          place,
          attack,
          seed,
          Optional.of(new Comparison.Cell(written, attack, seed, experiment)),
          "");
    } catch (IllegalArgumentException e) {
      return new GridCell(rule, written, place, attack, seed, Optional.empty(), e.getMessage());
    }
  }

  /**
   * A rule as labels show it.
   *
   * @param rule its text as it was given
   * @param q the Byzantine nodes of the place
   * @param catalog where rules come from
   * @return the text with every q in it; as it was given where the catalogue cannot read it
   */
  static String written(String rule, int q, Catalog catalog) {
    try {
      return text(rule(rule, q, catalog), rule, catalog);
    } catch (IllegalArgumentException e) {
      // Results are shown where a user's own rule is not at hand.
      return rule;
    }
  }

  private static Aggregator rule(String text, int q, Catalog catalog) {
    return catalog.rule(text, catalog.givenByzantine(text).orElse(q));
  }

  /** A text with every q in it. */
  private static String text(Aggregator chosen, String rule, Catalog catalog) {
    try {
      return catalog.text(chosen);
    } catch (IllegalArgumentException e) {
      // A user's rule that the catalogue reads and cannot write: only one with its q given can run.
      return rule;
    }
  }

  private ExperimentConfig config(
      Aggregator rule, String written, GridPlace place, String attack, long seed) {
    int q = place.byzantine();
    return new ExperimentConfig(
        data.of(data.dataset(), place.partition()),
        network,
        new Defence(written, rule.byzantine().orElse(q), onFailedRound),
        attack.equals(Comparison.NOBODY)
            ? new Adversary(Adversary.NONE, 0, false)
            : new Adversary(attack, q, false),
        schedule.ofRun(seed),
        IterateChoice.NONE,
        0,
        nodes,
        SuspicionChoice.NONE);
  }
}
