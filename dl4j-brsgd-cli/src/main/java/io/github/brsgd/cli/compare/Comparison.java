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
import java.util.Set;

/**
 * Rules times attacks times seeds: which runs a table is made of.
 *
 * @param rules texts of rules, the rows
 * @param attacks texts of attacks, or {@link #NOBODY}, the columns
 * @param attackers nodes that attack; fewer where a rule with q &gt; 0 tolerates fewer
 * @param data which data
 * @param model name of an example network
 * @param schedule nodes, steps and the first seed
 * @param seeds how many seeds, counted up from the first
 * @param fastLayers whether nodes and evaluation compute with fast layers; records from before
 *     there was a choice have none and mean stock layers
 * @param nodes what the nodes send; records from before there was a choice have none and mean
 *     {@link NodeChoice#PLAIN}
 * @param onFailedRound what happens to a round that fails; records from before there was a choice
 *     have none and mean {@link FailedRound#THROW}
 * @since 0.1
 */
public record Comparison(
    List<String> rules,
    List<String> attacks,
    int attackers,
    DataChoice data,
    String model,
    Schedule schedule,
    int seeds,
    boolean fastLayers,
    NodeChoice nodes,
    FailedRound onFailedRound) {

  /** The column in which nobody attacks. */
  public static final String NOBODY = "none";

  /**
   * A comparison of something, and of nothing twice.
   *
   * @param rules texts of rules
   * @param attacks texts of attacks, or {@link #NOBODY}
   * @param attackers nodes that attack
   * @param data which data
   * @param model name of an example network
   * @param schedule nodes, steps and the first seed
   * @param seeds how many seeds
   * @param fastLayers whether to compute with fast layers
   * @param nodes what the nodes send; null for their gradients
   * @param onFailedRound what happens to a round that fails; null for the end of the run
   * @throws IllegalArgumentException if there is nothing to compare, or something twice
   */
  public Comparison(
      List<String> rules,
      List<String> attacks,
      int attackers,
      DataChoice data,
      String model,
      Schedule schedule,
      int seeds,
      @JacksonInject(value = NetworkChoice.STOCK, useInput = OptBoolean.TRUE) boolean fastLayers,
      @JacksonInject(value = NodeChoice.UNSAID, useInput = OptBoolean.TRUE) NodeChoice nodes,
      @JacksonInject(value = NodeChoice.UNSAID, useInput = OptBoolean.TRUE)
          FailedRound onFailedRound) {
    this.rules = distinct("rules", rules);
    this.attacks = distinct("attacks", attacks);
    Check.atLeast(1, "seeds", seeds);
    Check.atLeast(0, "attackers", attackers);
    this.attackers = attackers;
    this.data = data;
    this.model = model;
    this.schedule = schedule;
    this.seeds = seeds;
    this.fastLayers = fastLayers;
    this.nodes = NodeChoice.orPlain(nodes);
    this.onFailedRound = Defence.orThrow(onFailedRound);
  }

  private static List<String> distinct(String name, List<String> texts) {
    Set<String> seen = new HashSet<>();
    for (String text : texts) {
      if (!seen.add(text)) {
        throw new IllegalArgumentException(name + ": " + text + " is there twice");
      }
    }
    if (seen.isEmpty()) {
      throw new IllegalArgumentException(name + ": need at least one");
    }
    return List.copyOf(texts);
  }

  /**
   * How many attack a rule: all that are to, or as many as the rule is set to withstand.
   *
   * @param rule the rule
   * @return at most {@link #attackers}
   */
  public int attackersOf(Aggregator rule) {
    int q = rule.byzantine().orElse(0);
    return q > 0 ? Math.min(attackers, q) : attackers;
  }

  /**
   * Every run, row by row, column by column, seed by seed; each checked as far as it can be without
   * data.
   *
   * @param catalog where rules and attacks come from
   * @return the cells
   * @throws IllegalArgumentException if one of them is wrong
   */
  public List<Cell> cells(Catalog catalog) {
    List<Cell> cells = new ArrayList<>();
    for (String rule : rules) {
      for (String attack : attacks) {
        for (int i = 0; i < seeds; i++) {
          cells.add(cell(rule, attack, schedule.seed() + i, catalog));
        }
      }
    }
    Experiment.checkTrusted(data, cells.stream().map(Cell::experiment).toList());
    return cells;
  }

  private Cell cell(String text, String attack, long seed, Catalog catalog) {
    Aggregator rule = catalog.rule(text);
    int q = rule.byzantine().orElse(attackers);
    boolean nobody = attack.equals(NOBODY) || attackers == 0;
    Adversary adversary =
        nobody
            ? new Adversary(Adversary.NONE, 0, false)
            : new Adversary(attack, attackersOf(rule), false);
    ExperimentConfig config =
        new ExperimentConfig(
            data,
            new NetworkChoice(model, "", "", fastLayers),
            new Defence(text, q, onFailedRound),
            adversary,
            schedule.ofRun(seed),
            IterateChoice.NONE,
            0,
            nodes,
            SuspicionChoice.NONE);
    return new Cell(text, attack, seed, new Experiment(config, catalog));
  }

  /**
   * A run of the table.
   *
   * @param rule its row
   * @param attack its column
   * @param seed its seed, which alone decides what it draws
   * @param experiment what to run
   * @since 0.1
   */
  public record Cell(String rule, String attack, long seed, Experiment experiment) {}
}
