package io.github.brsgd.diagnostics;

import io.github.brsgd.checks.Check;
import io.github.brsgd.linalg.Rows;
import io.github.brsgd.state.Resumable;
import io.github.brsgd.state.StateReader;
import io.github.brsgd.state.StateWriter;
import io.github.brsgd.training.server.Conviction;
import io.github.brsgd.training.server.Quarantine;
import io.github.brsgd.training.server.RoundAggregate;
import io.github.brsgd.training.server.RoundOutcome;
import io.github.brsgd.training.server.ServerRound;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says which nodes misbehave, from what the server sees and nothing else.
 *
 * <pre>{@code
 * Suspicion suspicion = new Suspicion(20, 4, new SuspicionSettings());
 * builder.serverObservers(suspicion) ... fit ...
 * suspicion.verdicts().stream().filter(NodeVerdict::suspected) ...
 * }</pre>
 *
 * <p>In every round each node's row is measured against the aggregate of the others: its distance,
 * its cosine, and its norm. A node that is among the max(1, q) largest or smallest of the round, in
 * one of these, more often than an honest node may, gathers evidence; how often that is, a margin
 * says (see {@link SuspicionSettings}). A node is suspected once the evidence reaches {@code m /
 * alpha}. Without an attack the chance that any node is ever suspected is then at most alpha,
 * however long the run, as long as no honest node differs from the others by more than the margin.
 *
 * <p>That is all that is promised. Nodes that attack can push honest nodes to the edge and so have
 * them suspected; and where honest nodes hold very different data they differ by more than any
 * margin. Under a weighted rule so does a node with much of the weight, whose row the aggregate is
 * near. A row with NaN or infinite values convicts at once.
 *
 * <p>Rows of nodes that send a momentum are made of their earlier rows, and honest ones differ for
 * good. Where the settings say so, a node is judged by what it puts into its momentum in place of
 * the momentum: {@code (v_k - beta v_(k-1)) / (1 - beta)}.
 *
 * <p>Nothing is done to a node that is suspected, unless the suspicion is given to the builder as
 * {@code quarantine(suspicion)} in place of {@code serverObservers(suspicion)}: then the server
 * takes no more rows of the first q nodes suspected.
 *
 * <p>Fewer than 2 max(1, q) + 1 rows tell nothing. Costs O(d m) a round, and O(d m log^2 m) for the
 * kept shares of a coordinate-wise rule; memory O(m), and two m x d matrices with a momentum, of
 * which checkpoints hold one. Belongs to one run.
 *
 * @since 0.2
 */
public final class Suspicion implements Quarantine, Resumable {

  private static final Logger LOG = LoggerFactory.getLogger(Suspicion.class);

  /** Distance, cosine and norm; too large and too small. */
  static final int SIDES = 6;

  private final int byzantine;
  private final SuspicionSettings settings;
  private final Consumer<NodeRecord> records;
  private final double threshold;
  private final Increments increments;
  private List<NodeTally> nodes;
  private int waiting;

  /**
   * Nobody is suspected yet.
   *
   * @param nodes m, at least 1
   * @param byzantine q as declared to the server, at least 0
   * @param settings rate, margin, rounds to a bet
   * @throws IllegalArgumentException if m or q is too small
   */
  public Suspicion(int nodes, int byzantine, SuspicionSettings settings) {
    this(nodes, byzantine, settings, ignored -> {});
  }

  /**
   * The same, with somebody who is told of every node in every round.
   *
   * @param nodes m, at least 1
   * @param byzantine q as declared to the server, at least 0
   * @param settings rate, margin, rounds to a bet
   * @param records hears of the nodes that answered, ids ascending; what it remembers is in the
   *     state of this suspicion if it is {@link Resumable}, such as {@link NodeRecords}
   * @throws IllegalArgumentException if m or q is too small
   */
  public Suspicion(
      int nodes, int byzantine, SuspicionSettings settings, Consumer<NodeRecord> records) {
    Check.atLeast(1, "nodes", nodes);
    this.byzantine = Check.atLeast(0, "byzantine", byzantine);
    this.settings = Objects.requireNonNull(settings, "settings");
    this.records = Objects.requireNonNull(records, "records");
    this.threshold = Math.log(nodes) - Math.log(settings.falseAlarmRate());
    this.increments = new Increments(nodes, settings.momentum());
    this.nodes = Stream.generate(() -> new NodeTally(SIDES)).limit(nodes).toList();
  }

  @Override
  public void round(ServerRound round, RoundOutcome outcome) {
    round.nodes().forEach(node -> nodes.get(node).answered());
    round.screened().forEach(node -> nodes.get(node).setAside());
    int[] kept =
        IntStream.range(0, round.nodes().size())
            .filter(row -> !round.screened().contains(round.nodes().get(row)))
            .toArray();
    List<Row> seen = kept.length == 0 ? List.of() : measure(round, kept, outcome);
    bet(round.round());
    tell(round, seen);
  }

  /** What is known of a row that passed the screen. */
  private record Row(
      int node,
      OptionalDouble weight,
      OptionalDouble used,
      double norm,
      double distance,
      double cosine,
      double score) {

    static Row unknown(int node) {
      return new Row(
          node,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN);
    }
  }

  /** Increments are followed in rounds without a step, too. */
  private List<Row> measure(ServerRound round, int[] kept, RoundOutcome outcome) {
    int[] ids = IntStream.of(kept).map(row -> round.nodes().get(row)).toArray();
    Rows rows = round.rows().select(kept);
    Rows fresh = increments.of(rows, ids);
    return outcome instanceof RoundOutcome.Stepped stepped
        ? measure(ids, round.screened().size(), rows, fresh, stepped.aggregate())
        : List.of();
  }

  private List<Row> measure(
      int[] ids, int setAside, Rows rows, Rows fresh, RoundAggregate aggregate) {
    double[] weights = aggregate.nodeWeights();
    double[] use = aggregate.use().get();
    double[] own = IntStream.of(ids).mapToDouble(id -> entry(weights, id).orElse(0)).toArray();
    NodeMeasures measures = NodeMeasures.of(rows, aggregate.gradient(), own);
    see(
        ids,
        setAside,
        increments.differ()
            ? NodeMeasures.ofIncrements(fresh, rows, aggregate.gradient(), own)
            : measures);
    double[] scores = measures.scores();
    List<Row> seen = new ArrayList<>();
    for (int i = 0; i < ids.length; i++) {
      OptionalDouble used = entry(use, ids[i]);
      NodeTally node = nodes.get(ids[i]);
      node.measured(scores[i]);
      entry(weights, ids[i]).ifPresent(weight -> node.followed(weight, ids.length));
      used.ifPresent(node::used);
      seen.add(
          new Row(
              ids[i],
              entry(weights, ids[i]),
              used,
              measures.norms()[i],
              measures.distances()[i],
              measures.cosines()[i],
              scores[i]));
    }
    return seen;
  }

  private static OptionalDouble entry(double[] values, int node) {
    return values.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(values[node]);
  }

  /**
   * Notes who is extreme.
   *
   * @param ids of the nodes measured
   * @param setAside how many others were set aside
   * @param measures of these nodes
   */
  void see(int[] ids, int setAside, NodeMeasures measures) {
    Extremes extremes = new Extremes(Math.max(1, byzantine - setAside), settings.margin());
    see(0, extremes, ids, measures.distancesToOthers(), true);
    see(2, extremes, ids, measures.cosinesToOthers(), false);
    see(4, extremes, ids, measures.norms(), true);
  }

  /**
   * Where all values are equal, or too few, a measure says nothing. That the distance or the norm
   * of a node is small says nothing where the rule has long followed it.
   */
  private void see(int side, Extremes extremes, int[] ids, double[] measure, boolean isLength) {
    int[] known = IntStream.range(0, ids.length).filter(i -> !Double.isNaN(measure[i])).toArray();
    double[] values = IntStream.of(known).mapToDouble(i -> measure[i]).toArray();
    if (!extremes.canTell(values.length) || Arrays.stream(values).distinct().count() == 1) {
      return;
    }
    double chance = extremes.chance(values.length);
    double[] largest = extremes.largest(values);
    double[] smallest = extremes.smallest(values);
    for (int i = 0; i < known.length; i++) {
      NodeTally node = nodes.get(ids[known[i]]);
      node.seen(side, largest[i], chance);
      if (!isLength || !node.isFavoured()) {
        node.seen(side + 1, smallest[i], chance);
      }
    }
  }

  /** Ends a round: bets if it is time to, and suspects whoever has enough against it. */
  void bet(int round) {
    if (++waiting == settings.everyRounds()) {
      waiting = 0;
      nodes.forEach(NodeTally::bet);
    }
    for (int node = 0; node < nodes.size(); node++) {
      double evidence = nodes.get(node).logEvidence();
      if (evidence >= threshold && nodes.get(node).suspect(round)) {
        LOG.warn("node {} is suspected in round {}: {}", node, round, reason(evidence));
      }
    }
  }

  private static String reason(double logEvidence) {
    return logEvidence == Double.POSITIVE_INFINITY
        ? "its row held NaN or infinite values"
        : String.format(Locale.ROOT, "evidence 10^%.1f", logEvidence / Math.log(10));
  }

  private void tell(ServerRound round, List<Row> rows) {
    Map<Integer, Row> byNode =
        rows.stream().collect(Collectors.toMap(Row::node, Function.identity()));
    for (int node : round.nodes()) {
      Row row = byNode.getOrDefault(node, Row.unknown(node));
      records.accept(
          new NodeRecord(
              round.round(),
              node,
              round.screened().contains(node),
              row.weight(),
              row.used(),
              row.norm(),
              row.distance(),
              row.cosine(),
              row.score(),
              nodes.get(node).logEvidence(),
              nodes.get(node).isSuspected()));
    }
  }

  /**
   * What was found so far.
   *
   * @return one verdict a node, ids ascending
   */
  public List<NodeVerdict> verdicts() {
    return IntStream.range(0, nodes.size())
        .mapToObj(node -> nodes.get(node).verdict(node))
        .toList();
  }

  /** Those suspected so far, ids ascending. */
  @Override
  public List<Conviction> convictions() {
    return verdicts().stream()
        .filter(NodeVerdict::suspected)
        .map(
            v ->
                new Conviction(
                    v.node(), v.since().getAsInt(), v.logEvidence(), reason(v.logEvidence())))
        .toList();
  }

  @Override
  public void save(StateWriter out) throws IOException {
    out.text(terms());
    out.integer(waiting);
    for (NodeTally node : nodes) {
      node.write(out);
    }
    increments.write(out);
    if (records instanceof Resumable kept) {
      kept.save(out);
    }
  }

  /** Refuses the state of a suspicion with other nodes, q, settings or keeper of records. */
  @Override
  public void load(StateReader in) throws IOException {
    String terms = in.text();
    if (!terms.equals(terms())) {
      throw new IllegalArgumentException("state: need one of " + terms() + ", got one of " + terms);
    }
    int between = in.integer();
    List<NodeTally> resumed = new ArrayList<>();
    for (int node = 0; node < nodes.size(); node++) {
      resumed.add(NodeTally.read(in, SIDES));
    }
    increments.read(in);
    if (records instanceof Resumable kept) {
      kept.load(in);
    }
    waiting = between;
    nodes = resumed;
  }

  private String terms() {
    return "m="
        + nodes.size()
        + ", q="
        + byzantine
        + ", "
        + settings
        + (records instanceof Resumable ? ", records kept" : "");
  }
}
