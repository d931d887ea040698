package io.github.brsgd.attack;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.linalg.RowCopies;
import io.github.brsgd.linalg.Rows;
import io.github.brsgd.random.Purpose;
import io.github.brsgd.random.Seeds;
import io.github.brsgd.state.Notes;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One round as an adversary sees it: everything that Definition 2.1 grants, or as much of it as
 * {@link #limitedTo} leaves.
 *
 * @since 0.1
 */
public final class AttackContext {

  private final INDArray updates;
  private final int[] byzantine;
  private final Away away;
  private final int[] honest;
  private final INDArray parameters;
  private final double learningRate;
  private final Aggregator rule;
  private final int round;
  private final long seed;
  private final Optional<INDArray> previous;
  private final Optional<INDArray> trusted;
  private final Notes memory;
  private final Knowledge knowledge;

  /** What an attack computes with; no attack changes honest rows. */
  private final FiniteRows seen;

  /**
   * Nodes that do not compute in this round.
   *
   * @param absent the server does not get their rows
   * @param standIns Byzantine ones whose earlier rows it gets
   * @param older honest ones whose earlier rows it gets
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody else sees it
  private record Away(int[] absent, int[] standIns, int[] older) {
    private static final int[] NONE = {};

    Away() {
      this(NONE, NONE, NONE);
    }
  }

  /**
   * A round.
   *
   * @param updates m x d, one row per node, every row the node's honest gradient; the attack writes
   *     the Byzantine ones in place
   * @param byzantine ids of the Byzantine nodes of this round, ascending
   * @param parameters w_k, 1 x d, read only
   * @param learningRate alpha_k
   * @param rule the rule of the server
   * @param round k, at least 0
   * @param seed the seed of the run
   * @throws IllegalArgumentException if an id is repeated, out of order or not below m
   */
  public AttackContext(
      INDArray updates,
      int[] byzantine,
      INDArray parameters,
      double learningRate,
      Aggregator rule,
      int round,
      long seed) {
    this(
        Objects.requireNonNull(updates, "updates"),
        sorted("byzantine", byzantine.clone(), Math.toIntExact(updates.size(0))),
        new Away(),
        Objects.requireNonNull(parameters, "parameters"),
        learningRate,
        Objects.requireNonNull(rule, "rule"),
        round,
        seed,
        Optional.empty(),
        Optional.empty(),
        new Notes(),
        Knowledge.FULL,
        Optional.empty());
  }

  private AttackContext(
      INDArray updates,
      int[] byzantine,
      Away away,
      INDArray parameters,
      double learningRate,
      Aggregator rule,
      int round,
      long seed,
      Optional<INDArray> previous,
      Optional<INDArray> trusted,
      Notes memory,
      Knowledge knowledge,
      Optional<FiniteRows> found) {
    this.updates = updates;
    this.byzantine = byzantine;
    this.away = away;
    this.parameters = parameters;
    this.learningRate = learningRate;
    this.rule = rule;
    this.round = round;
    this.seed = seed;
    this.previous = previous;
    this.trusted = trusted;
    this.memory = memory;
    this.honest =
        IntStream.range(0, Math.toIntExact(updates.size(0)))
            .filter(i -> Arrays.binarySearch(byzantine, i) < 0)
            .filter(i -> Arrays.binarySearch(away.absent(), i) < 0)
            .filter(i -> Arrays.binarySearch(away.standIns(), i) < 0)
            .toArray();
    this.knowledge = knowledge;
    this.seen =
        found.orElseGet(
            () -> new FiniteRows(updates, knowledge == Knowledge.FULL ? honest : byzantine));
  }

  private static int[] sorted(String name, int[] ids, int m) {
    int last = -1;
    for (int id : ids) {
      if (id <= last || id >= m) {
        throw new IllegalArgumentException(
            name + ": need ascending ids in 0.." + (m - 1) + ", got " + Arrays.toString(ids));
      }
      last = id;
    }
    return ids;
  }

  /**
   * The same round as part of a run, for attacks that ask the server's rule or note something.
   *
   * @param aggregate the aggregate of the last round that took a step, as the rule sees it, 1 x d,
   *     read only; empty at first
   * @param noted the one memory of the run; a context made without it has an empty one
   * @return a context that differs in nothing else
   */
  public AttackContext inRun(Optional<INDArray> aggregate, Notes noted) {
    return copy(
        updates,
        away,
        Objects.requireNonNull(aggregate, "previous"),
        trusted,
        Objects.requireNonNull(noted, "memory"),
        knowledge);
  }

  /**
   * The same round where the server has a row of its own, for attacks that ask its rule.
   *
   * @param row 1 x d, as the rule sees it, read only; empty where the server has none
   * @return a context that differs in nothing else
   */
  public AttackContext withTrusted(Optional<INDArray> row) {
    return copy(updates, away, previous, Objects.requireNonNull(row, "trusted"), memory, knowledge);
  }

  /**
   * The same round as an attack sees it that knows no more than this. What is left out is refused
   * from then on, not only not given: no limit can be taken back.
   *
   * @param level what may be known
   * @return a context that differs in nothing else, or this one if it shows no more than that
   */
  public AttackContext limitedTo(Knowledge level) {
    return level.compareTo(knowledge) <= 0
        ? this
        : copy(updates, away, previous, trusted, memory, level);
  }

  /**
   * The same round where somebody knows already who of the honest nodes is finite, and does not
   * want it found again. Contexts that are made of this one, but to show all of it, do not know it.
   *
   * @param rows the finite rows of {@link #honest}, at least one, read only; asked whatever the
   *     attack asks of honest rows
   * @param nodes their ids, ascending
   * @return a context that differs in nothing else
   * @throws IllegalArgumentException if these are not rows of honest nodes
   * @throws IllegalStateException unless everything is known
   */
  public AttackContext withFinite(Rows rows, int... nodes) {
    require(Knowledge.FULL, "who of the honest nodes overflowed");
    if (rows.count() != nodes.length
        || Arrays.stream(sorted("finite", nodes.clone(), nodes())).anyMatch(n -> !isHonest(n))) {
      throw new IllegalArgumentException(
          "finite: need "
              + rows.count()
              + " of the honest nodes "
              + Arrays.toString(honest)
              + ", got "
              + Arrays.toString(nodes));
    }
    return copy(
        updates,
        away,
        previous,
        trusted,
        memory,
        knowledge,
        Optional.of(new FiniteRows(updates, honest, nodes.clone(), rows)));
  }

  private boolean isHonest(int node) {
    return Arrays.binarySearch(honest, node) >= 0;
  }

  /** The same round over other rows, a guess of what is hidden, of which nothing is then. */
  AttackContext over(INDArray rows) {
    Optional<INDArray> known = knowledge == Knowledge.FULL ? trusted : Optional.empty();
    return copy(rows, away, previous, known, memory, Knowledge.FULL);
  }

  private void require(Knowledge least, String what) {
    if (least.compareTo(knowledge) < 0) {
      throw new IllegalStateException(
          "attack: "
              + what
              + " is not known with knowledge="
              + knowledge.word()
              + ", it takes "
              + least.word());
    }
  }

  /**
   * The same round without some nodes: the server does not get their rows, whatever is in them.
   *
   * @param nodes ids, ascending, none of them Byzantine in this round
   * @return a context that differs in nothing else
   * @throws IllegalArgumentException if an id is repeated, out of order, not below m, or Byzantine
   */
  public AttackContext without(int... nodes) {
    return with(new Away(others("absent", nodes), away.standIns(), away.older()));
  }

  /**
   * The same round where rows that absent Byzantine nodes sent earlier stand in for them: the
   * server gets them, and nobody can write them.
   *
   * @param nodes ids, ascending, none of them Byzantine in this round
   * @return a context that differs in nothing else
   * @throws IllegalArgumentException if an id is repeated, out of order, not below m, or Byzantine
   */
  public AttackContext withStandIns(int... nodes) {
    return with(new Away(away.absent(), others("standIns", nodes), away.older()));
  }

  /**
   * The same round where rows that absent honest nodes sent earlier stand in for them: the server
   * gets them like those of the others.
   *
   * @param nodes ids, ascending, none of them Byzantine in this round
   * @return a context that differs in nothing else
   * @throws IllegalArgumentException if an id is repeated, out of order, not below m, or Byzantine
   */
  public AttackContext withOlderRows(int... nodes) {
    return with(new Away(away.absent(), away.standIns(), others("older", nodes)));
  }

  private AttackContext with(Away others) {
    return copy(updates, others, previous, trusted, memory, knowledge);
  }

  private AttackContext copy(
      INDArray rows,
      Away others,
      Optional<INDArray> aggregate,
      Optional<INDArray> own,
      Notes noted,
      Knowledge level) {
    return copy(rows, others, aggregate, own, noted, level, Optional.empty());
  }

  private AttackContext copy(
      INDArray rows,
      Away others,
      Optional<INDArray> aggregate,
      Optional<INDArray> own,
      Notes noted,
      Knowledge level,
      Optional<FiniteRows> found) {
    return new AttackContext(
        rows,
        byzantine,
        others,
        parameters,
        learningRate,
        rule,
        round,
        seed,
        aggregate,
        own,
        noted,
        level,
        found);
  }

  private int[] others(String name, int[] nodes) {
    for (int node : nodes) {
      if (Arrays.binarySearch(byzantine, node) >= 0) {
        throw new IllegalArgumentException(
            name
                + ": need nodes that are not in byzantine "
                + Arrays.toString(byzantine)
                + ", got "
                + node);
      }
    }
    return sorted(name, nodes.clone(), Math.toIntExact(updates.size(0)));
  }

  /**
   * How many rows the server gets.
   *
   * @return m, less the absent nodes
   */
  public int rows() {
    return honest.length + byzantine.length + away.standIns().length;
  }

  /**
   * How many of these rows are not honest.
   *
   * @return the Byzantine nodes of this round and those for whom earlier rows stand in
   */
  public int forgedRows() {
    return byzantine.length + away.standIns().length;
  }

  /**
   * How many nodes there are.
   *
   * @return m, the absent ones too
   */
  public int nodes() {
    return Math.toIntExact(updates.size(0));
  }

  /**
   * How long a row is.
   *
   * @return d
   */
  public int length() {
    return Math.toIntExact(updates.size(1));
  }

  /**
   * The type of the rows' values.
   *
   * @return float or double
   */
  public DataType type() {
    return updates.dataType();
  }

  /**
   * All rows of the round; those of absent nodes hold anything.
   *
   * @return m x d, live: writing a row sends it
   * @throws IllegalStateException unless everything is known
   */
  public INDArray updates() {
    require(Knowledge.FULL, "what all nodes computed");
    return updates;
  }

  /**
   * The row of a Byzantine node: what it computed honestly, or has been made to send since.
   *
   * @param node the id of a Byzantine node
   * @return 1 x d, live: writing it sends it
   * @throws IllegalArgumentException if the node is not Byzantine
   */
  public INDArray ownRow(int node) {
    if (Arrays.binarySearch(byzantine, node) < 0) {
      throw new IllegalArgumentException(
          "node: need a Byzantine node of " + Arrays.toString(byzantine) + ", got " + node);
    }
    return updates.getRow(node, true);
  }

  /**
   * The Byzantine nodes of this round.
   *
   * @return ids, ascending; a copy
   */
  public int[] byzantine() {
    return byzantine.clone();
  }

  /**
   * The honest nodes whose rows the server gets in this round.
   *
   * @return ids, ascending; a copy
   */
  public int[] honest() {
    return honest.clone();
  }

  /**
   * The honest nodes that computed their rows in this round.
   *
   * @return ids, ascending: {@link #honest} without those whose older rows stand in for them
   */
  public int[] answering() {
    return Arrays.stream(honest)
        .filter(node -> Arrays.binarySearch(away.older(), node) < 0)
        .toArray();
  }

  /**
   * The honest rows that an adversary can compute with: those without a NaN or infinite value. (In
   * a run that diverges honest gradients overflow; the server sets such rows aside anyway.) With
   * {@link Knowledge#PARTIAL} these are the Byzantine nodes' own, and good until one of them is
   * sent.
   *
   * @param atLeast how many the attack needs, at least 1
   * @return a view of the finite rows, in ascending node id; empty if fewer than {@code atLeast}
   *     are there and finite, and then the attack leaves the rows as they are
   * @throws IllegalArgumentException if there are fewer than {@code atLeast} such nodes even when
   *     nobody is absent
   * @throws IllegalStateException with {@link Knowledge#NONE}, where nobody has any but its own
   */
  public Optional<Rows> honestRows(int atLeast) {
    require(Knowledge.PARTIAL, "what other nodes computed");
    boolean full = knowledge == Knowledge.FULL;
    int there = full ? honest.length : forgedRows();
    if (!full && byzantine.length == 0) {
      return Optional.empty();
    }
    if (there + away.absent().length < atLeast) {
      throw new IllegalArgumentException(
          "attack: need at least "
              + atLeast
              + (full ? " honest nodes" : " Byzantine nodes with knowledge=" + knowledge.word())
              + ", got "
              + there
              + " of m="
              + rows());
    }
    return seen.rows(atLeast);
  }

  /** The nodes whose rows the server gets and its screen lets pass, ascending. */
  int[] passing() {
    int[] standIns = away.standIns();
    int[] bad = standIns.length == 0 ? new int[0] : Rows.of(updates).select(standIns).nonFinite();
    return IntStream.concat(
            IntStream.concat(Arrays.stream(finiteHonest()), Arrays.stream(byzantine)),
            IntStream.range(0, standIns.length)
                .filter(i -> Arrays.binarySearch(bad, i) < 0)
                .map(i -> standIns[i]))
        .sorted()
        .toArray();
  }

  /** The honest nodes whose rows are finite, ascending. */
  int[] finiteHonest() {
    require(Knowledge.FULL, "who of the honest nodes overflowed");
    return seen.ids();
  }

  /**
   * Sends a vector from one Byzantine node. Entries beyond the largest finite value of the rows'
   * type are capped at it: the server sets infinite rows aside, so an attacker would not send them.
   *
   * @param node the id of a Byzantine node
   * @param vector 1 x d, of the rows' type; copied
   * @throws IllegalArgumentException if the node is not Byzantine or the vector has another length
   */
  public void send(int node, INDArray vector) {
    INDArray row = ownRow(node);
    if (vector.length() != updates.size(1)) {
      throw new IllegalArgumentException(
          "vector: need length d=" + updates.size(1) + ", got " + vector.length());
    }
    RowCopies.copy(vector, row);
    Finite.cap(row);
  }

  /**
   * Sends the same vector from all Byzantine nodes, as {@link #send} does.
   *
   * @param vector 1 x d, of the rows' type; copied
   * @throws IllegalArgumentException if the vector has another length
   */
  public void sendFromAll(INDArray vector) {
    if (byzantine.length == 0) {
      return;
    }
    send(byzantine[0], vector);
    RowCopies.repeat(
        updates.getRow(byzantine[0], true),
        updates,
        Arrays.copyOfRange(byzantine, 1, byzantine.length));
  }

  /**
   * The point at which the gradients were taken.
   *
   * @return w_k, 1 x d, read only
   */
  public INDArray parameters() {
    return parameters;
  }

  /**
   * The step size of this round.
   *
   * @return alpha_k
   */
  public double learningRate() {
    return learningRate;
  }

  /**
   * The server's rule.
   *
   * @return the rule that will combine the rows
   * @throws IllegalStateException unless everything is known
   */
  public Aggregator rule() {
    require(Knowledge.FULL, "the server's rule");
    return rule;
  }

  /**
   * The server's previous aggregate.
   *
   * @return 1 x d, read only and freed after the round; empty at first
   * @throws IllegalStateException with {@link Knowledge#NONE}
   */
  public Optional<INDArray> previous() {
    require(Knowledge.PARTIAL, "the server's previous aggregate");
    return previous;
  }

  /**
   * The row that the server has made of data of its own.
   *
   * @return 1 x d, as the rule sees it, read only and overwritten in the next round; empty where
   *     the server has none
   * @throws IllegalStateException unless everything is known
   */
  public Optional<INDArray> trusted() {
    require(Knowledge.FULL, "the server's own row");
    return trusted;
  }

  /**
   * What the adversary has noted in earlier rounds.
   *
   * @return the memory of the run, to read and write
   */
  public Notes memory() {
    return memory;
  }

  /**
   * The round.
   *
   * @return k, at least 0
   */
  public int round() {
    return round;
  }

  /**
   * The run's seed, for attacks that call the server's rule themselves.
   *
   * @return the seed
   * @throws IllegalStateException unless everything is known
   */
  public long seed() {
    require(Knowledge.FULL, "what the server draws");
    return seed;
  }

  /**
   * A generator for one node in this round, always from its beginning.
   *
   * @param node the id of the node that draws
   * @return a new generator seeded by seed, round and node
   */
  public SplittableRandom random(int node) {
    return new SplittableRandom(Seeds.derive(seed, Purpose.ATTACK, round, node));
  }
}
