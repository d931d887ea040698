package io.github.brsgd.cli.sweep;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.OptBoolean;
import io.github.brsgd.checks.PlainNumber;
import io.github.brsgd.cli.experiment.DataChoice;
import io.github.brsgd.cli.experiment.Defence;
import io.github.brsgd.cli.experiment.NetworkChoice;
import io.github.brsgd.cli.experiment.NodeChoice;
import io.github.brsgd.sweep.Reduction;
import io.github.brsgd.sweep.Search;
import io.github.brsgd.sweep.SearchedAttack;
import io.github.brsgd.training.server.FailedRound;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that decides the result of a sweep. Equal configurations give equal leaderboards.
 *
 * @param data which data; scores come from training images that are held out
 * @param model name of an example network
 * @param nodes m
 * @param attackers how many nodes really attack; not the q that candidates declare
 * @param attacks texts of attacks or data poisonings, or {@link #NOBODY}; or that of one {@link
 *     SearchedAttack} alone
 * @param seeds of the runs of each candidate; of those of its adversary where the attack is
 *     searched
 * @param rounds steps per run
 * @param space what is searched
 * @param search how it is searched
 * @param measure what is scored
 * @param over worst or mean over the attacks
 * @param validation share of the training images that is held out, in (0, 1)
 * @param fastLayers whether nodes and evaluation compute with fast layers; records from before
 *     there was a choice have none and mean stock layers
 * @param nodeChoice what the nodes send; records from before there was a choice have none and mean
 *     {@link NodeChoice#PLAIN}
 * @param onFailedRound what happens to a round that fails; records from before there was a choice
 *     have none and mean {@link FailedRound#THROW}
 * @since 0.1
 */
public record SweepConfig(
    DataChoice data,
    String model,
    int nodes,
    int attackers,
    List<String> attacks,
    List<Long> seeds,
    int rounds,
    Space space,
    Search search,
    Measure measure,
    Reduction over,
    double validation,
    boolean fastLayers,
    NodeChoice nodeChoice,
    FailedRound onFailedRound) {

  /** In place of an attack: nobody attacks. */
  public static final String NOBODY = "none";

  /** What a network is scored by on the images held out. */
  public enum Measure {
    /** Share of images classified correctly. */
    ACCURACY,
    /** Mean loss. */
    LOSS
  }

  /**
   * The values to choose from.
   *
   * @param p decay exponent, uniform
   * @param alpha0 first step size, uniform on a log scale
   * @param rules texts; a key q that is left out takes a value of {@code byzantine}
   * @param preAggregations texts; an empty one for none
   * @param byzantine values of q
   * @param batch images per node and round
   * @since 0.1
   */
  public record Space(
      Range p,
      Range alpha0,
      List<String> rules,
      List<String> preAggregations,
      List<Integer> byzantine,
      List<Integer> batch) {

    /** Copies the lists and checks that there is something to choose from. */
    public Space {
      Objects.requireNonNull(p, "p");
      Objects.requireNonNull(alpha0, "alpha0");
      rules = filled("rules", rules);
      preAggregations = filled("preAggregations", preAggregations);
      byzantine = filled("byzantine", byzantine);
      batch = filled("batch", batch);
      inside("p", p, 0.5, 1);
      inside("alpha0", alpha0, 0, Double.POSITIVE_INFINITY);
    }

    private static void inside(String name, Range range, double above, double below) {
      if (!(range.from() > above && range.to() < below)) {
        throw new IllegalArgumentException(
            name + ": need a range inside (" + above + ", " + below + "), got " + range);
      }
    }
  }

  /**
   * The numbers between two, or one.
   *
   * @param from least
   * @param to largest
   * @since 0.1
   */
  public record Range(double from, double to) {

    /** Checks the order. */
    public Range {
      if (!(from <= to)) {
        throw new IllegalArgumentException("range: need from <= to, got " + from + ".." + to);
      }
    }

    /**
     * Reads {@code 0.5..2} or {@code 0.5}.
     *
     * @param name of what it is, for the message
     * @param text as typed
     * @return the range
     * @throws IllegalArgumentException if it is neither
     */
    public static Range parse(String name, String text) {
      String[] ends = text.split("\\.\\.", -1);
      try {
        double from = PlainNumber.parse(ends[0].strip());
        double to = ends.length == 1 ? from : PlainNumber.parse(ends[1].strip());
        if (ends.length <= 2 && from <= to) {
          return new Range(from, to);
        }
      } catch (NumberFormatException e) {
        // The message below serves for this too.
      }
      throw new IllegalArgumentException(
          name
              + ": need a number or FROM..TO with FROM <= TO, such as 0.55..0.9, got '"
              + text
              + "'");
    }

    @Override
    public String toString() {
      return from == to ? Double.toString(from) : from + ".." + to;
    }
  }

  /**
   * A sweep, with the ranges checked that nobody else checks before the data is read.
   *
   * @param data which data
   * @param model name of an example network
   * @param nodes m
   * @param attackers how many nodes really attack
   * @param attacks texts of attacks or data poisonings, or {@link #NOBODY}
   * @param seeds of the runs of each candidate
   * @param rounds steps per run
   * @param space what is searched
   * @param search how it is searched
   * @param measure what is scored
   * @param over worst or mean over the attacks
   * @param validation share of the training images that is held out, in (0, 1)
   * @param fastLayers whether to compute with fast layers
   * @param nodeChoice what the nodes send; null for their gradients
   * @param onFailedRound what happens to a round that fails; null for the end of the run
   * @throws IllegalArgumentException if a list is empty, the share out of range, or a mean asked
   *     for where the attack is searched
   */
  public SweepConfig(
      DataChoice data,
      String model,
      int nodes,
      int attackers,
      List<String> attacks,
      List<Long> seeds,
      int rounds,
      Space space,
      Search search,
      Measure measure,
      Reduction over,
      double validation,
      @JacksonInject(value = NetworkChoice.STOCK, useInput = OptBoolean.TRUE) boolean fastLayers,
      @JacksonInject(value = NodeChoice.UNSAID, useInput = OptBoolean.TRUE) NodeChoice nodeChoice,
      @JacksonInject(value = NodeChoice.UNSAID, useInput = OptBoolean.TRUE)
          FailedRound onFailedRound) {
    if (!(validation > 0 && validation < 1)) {
      throw new IllegalArgumentException("validation: need a share in (0, 1), got " + validation);
    }
    if (over == Reduction.MEAN && attacks.stream().anyMatch(SearchedAttack::isText)) {
      throw new IllegalArgumentException(
          "over: each candidate meets one attack, the worst that is found, and no mean of several;"
              + " need worst, got mean");
    }
    this.data = Objects.requireNonNull(data, "data");
    this.model = Objects.requireNonNull(model, "model");
    this.nodes = nodes;
    this.attackers = attackers;
    this.attacks = filled("attacks", attacks);
    this.seeds = filled("seeds", seeds);
    this.rounds = rounds;
    this.space = Objects.requireNonNull(space, "space");
    this.search = Objects.requireNonNull(search, "search");
    this.measure = Objects.requireNonNull(measure, "measure");
    this.over = Objects.requireNonNull(over, "over");
    this.validation = validation;
    this.fastLayers = fastLayers;
    this.nodeChoice = NodeChoice.orPlain(nodeChoice);
    this.onFailedRound = Defence.orThrow(onFailedRound);
  }

  private static <T> List<T> filled(String name, List<T> values) {
    if (Objects.requireNonNull(values, name).isEmpty()) {
      throw new IllegalArgumentException(name + ": need at least one");
    }
    return List.copyOf(values);
  }

  /**
   * The attack that is searched for each candidate, if one is.
   *
   * @return empty where attacks are named
   */
  public Optional<SearchedAttack> searched() {
    return attacks.stream().filter(SearchedAttack::isText).findFirst().map(SearchedAttack::parse);
  }

  /**
   * The same sweep on data that is known by now.
   *
   * @param resolved the data
   * @return another configuration
   */
  public SweepConfig with(DataChoice resolved) {
    return new SweepConfig(
        resolved,
        model,
        nodes,
        attackers,
        attacks,
        seeds,
        rounds,
        space,
        search,
        measure,
        over,
        validation,
        fastLayers,
        nodeChoice,
        onFailedRound);
  }
}
