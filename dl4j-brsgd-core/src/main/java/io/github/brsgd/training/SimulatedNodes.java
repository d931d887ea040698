package io.github.brsgd.training;

import io.github.brsgd.attack.AttackContext;
import io.github.brsgd.linalg.RowCopies;
import io.github.brsgd.linalg.Rows;
import io.github.brsgd.state.Notes;
import io.github.brsgd.training.model.SlotLayout;
import io.github.brsgd.training.model.TrainableNetwork;
import io.github.brsgd.training.node.NodeState;
import io.github.brsgd.training.node.Workers;
import io.github.brsgd.training.server.RoundRequest;
import io.github.brsgd.training.server.RoundRows;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * m nodes in one process, of which some are Byzantine: threads compute rows honestly, all of them
 * or those that someone reads, then the adversary writes its own.
 */
final class SimulatedNodes implements Nodes {

  private static final String ROWS = "rows";
  private static final String DELAYED = "delayed ";

  private final RunSettings settings;
  private final Workers workers;
  private final Optional<SimulatedAdversary> adversary;
  private final List<Integer> ids;

  /** The row of each node, where absent ones were cached what they sent last. */
  private final INDArray updates;

  /** Its rows, for to make a view takes longer than some things that are done with it. */
  private final List<INDArray> rows;

  /** Rows that came too late for the round before, where rows are cached. */
  private final NavigableMap<Integer, INDArray> delayed = new TreeMap<>();

  /** Nodes that were asked in this round and have not answered. */
  private final Set<Integer> missing = new TreeSet<>();

  /** Whether a row has no entries but gradients. */
  private final boolean areGradients;

  private Optional<HonestRows> honest = Optional.empty();
  private Roles roles;

  SimulatedNodes(RunSettings settings, TrainableNetwork network, Workers workers) {
    SlotLayout slots = network.slots();
    this.settings = settings;
    this.workers = workers;
    this.roles = settings.roles(network.iteration());
    this.adversary =
        settings
            .adversary()
            .attack()
            .map(attack -> new SimulatedAdversary(attack, settings, slots));
    // Rows of nodes that are absent are read too: by those that replay, or in the node's place.
    this.updates = Nd4j.create(network.rowType(), settings.nodes(), slots.length());
    this.ids = IntStream.range(0, settings.nodes()).boxed().toList();
    this.rows = ids.stream().map(node -> updates.getRow(node, true)).toList();
    this.areGradients = slots.gradientFreeColumns().isEmpty();
  }

  @Override
  public void prepare(RoundRequest next) {
    workers.prepare(
        attendance(settings.roles(next.round()), next.excluded(), next.round()).present().get(0));
  }

  private Attendance attendance(Roles who, List<Integer> excluded, int round) {
    return Attendance.of(
        settings.participation(),
        settings.nodes(),
        who.byzantine(),
        excluded,
        settings.seed(),
        round);
  }

  @Override
  public RoundRows answers(RoundRequest request) {
    roles = settings.roles(request.round());
    Attendance asked = attendance(roles, request.excluded(), request.round());
    arrive();
    missing.clear();
    boolean spares = workers.canSpare() && adversary.isPresent() && !adversary.get().readsOwnRows();
    Map<Integer, Double> losses = honestLosses(asked, spares);
    List<Integer> answering = answering(asked.without(missing), request);
    HonestRows known = honest(answering);
    if (spares && (losses.size() < 2 || !known.areAll())) {
      // The adversary may find nothing to do; its nodes then send what they computed.
      computed(byzantine(asked));
      answering = answering(asked.without(missing), request);
    }
    Attendance attendance = asked.without(missing);
    forge(attendance, request, known);
    Rows sent = Rows.of(updates);
    if (answering.size() < ids.size()) {
      sent = sent.select(array(answering));
    }
    return new RoundRows(sent, answering, loss(losses, attendance, sent.nonFinite(), answering));
  }

  /** What came too late for the last round is there by now. */
  private void arrive() {
    delayed.forEach((node, row) -> RowCopies.copy(row, rows.get(node)));
    delayed.values().forEach(INDArray::close);
    delayed.clear();
  }

  /** Computes what is read of the rows. */
  private Map<Integer, Double> honestLosses(Attendance attendance, boolean spares) {
    if (!spares) {
      late(attendance.late());
      return computed(attendance.present());
    }
    return computed(attendance.present().stream().filter(roles.honest()::contains).toList());
  }

  /** Whose rows the server gets. */
  private List<Integer> answering(Attendance attendance, RoundRequest request) {
    return settings.participation().cached()
        ? ids.stream().filter(node -> !request.excluded().contains(node)).toList()
        : attendance.present();
  }

  /** The honest ones of these rows, until those of the next round. */
  private HonestRows honest(List<Integer> answering) {
    honest.ifPresent(HonestRows::close);
    honest = Optional.empty();
    int[] nodes = array(answering.stream().filter(roles.honest()::contains).toList());
    HonestRows known = HonestRows.of(updates, nodes, areGradients);
    honest = Optional.of(known);
    return known;
  }

  /** The mean of what these nodes computed in this round, 1 x d, read only, where it is known. */
  Optional<INDArray> honestMean(List<Integer> nodes) {
    return honest.flatMap(known -> known.mean(nodes));
  }

  /** The losses of those who answer; the others are noted as missing. */
  private Map<Integer, Double> computed(List<Integer> nodes) {
    Map<Integer, Double> losses = workers.rows(nodes, rows::get);
    nodes.stream().filter(node -> !losses.containsKey(node)).forEach(missing::add);
    return losses;
  }

  /** Late nodes compute, and remember that they did. */
  private void late(List<Integer> nodes) {
    if (workers.canSpare()) {
      return;
    }
    for (int node : nodes) {
      INDArray row = rows.get(node).dup();
      delayed.put(node, row);
    }
    workers.rows(nodes, delayed::get);
    if (!settings.participation().cached()) {
      delayed.values().forEach(INDArray::close);
      delayed.clear();
    }
  }

  private List<Integer> byzantine(Attendance attendance) {
    return attendance.present().stream().filter(roles.byzantine()::contains).toList();
  }

  private void forge(Attendance attendance, RoundRequest request, HonestRows known) {
    List<Integer> forging = byzantine(attendance);
    if (adversary.isEmpty() || forging.isEmpty()) {
      return;
    }
    adversary
        .get()
        .forge(
            updates,
            array(forging),
            context -> presence(context, attendance, request),
            known,
            request);
  }

  /** Tells an adversary who is absent, and for whom earlier rows stand in. */
  private AttackContext presence(
      AttackContext context, Attendance attendance, RoundRequest request) {
    Map<Boolean, List<Integer>> away =
        ids.stream()
            .filter(node -> !attendance.present().contains(node))
            .collect(Collectors.partitioningBy(request.excluded()::contains));
    List<Integer> gone = away.get(true);
    List<Integer> absent = away.get(false);
    if (!settings.participation().cached()) {
      return context.without(sorted(Stream.concat(gone.stream(), absent.stream())));
    }
    return context
        .without(sorted(gone.stream()))
        .withStandIns(sorted(absent.stream().filter(roles.byzantine()::contains)))
        .withOlderRows(sorted(absent.stream().filter(roles.honest()::contains)));
  }

  private static int[] sorted(Stream<Integer> nodes) {
    return nodes.mapToInt(Integer::intValue).sorted().toArray();
  }

  private static int[] array(List<Integer> nodes) {
    return nodes.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The mean over the honest nodes that computed and whose rows are finite; NaN without any. */
  private double loss(
      Map<Integer, Double> losses,
      Attendance attendance,
      int[] nonFinite,
      List<Integer> answering) {
    List<Integer> bad = Arrays.stream(nonFinite).mapToObj(answering::get).toList();
    return attendance.present().stream()
        .filter(node -> roles.honest().contains(node) && !bad.contains(node))
        .mapToDouble(losses::get)
        .average()
        .orElse(Double.NaN);
  }

  /** What is remembered besides the nodes' own state; a copy. */
  SimulationState simulationState() {
    Notes kept = new Notes();
    if (!settings.participation().equals(Participation.ALL)
        || settings.watchers().quarantine().isPresent()) {
      kept.put(ROWS, updates.dup());
      delayed.forEach((node, row) -> kept.put(DELAYED + node, row.dup()));
    }
    return new SimulationState(
        adversary.map(a -> a.gradientNotes().copy()).orElseGet(Notes::new),
        adversary.map(a -> a.statisticsNotes().copy()).orElseGet(Notes::new),
        kept);
  }

  /** Goes on where another simulation ended, with copies, before the first round. */
  void resume(SimulationState state) {
    adversary.ifPresent(
        a -> {
          a.gradientNotes().addAll(state.gradients().copy());
          a.statisticsNotes().addAll(state.statistics().copy());
        });
    for (String name : state.rows().names()) {
      INDArray before = state.rows().get(name).orElseThrow();
      if (name.equals(ROWS)) {
        updates.assign(before);
      } else {
        delayed.put(Integer.valueOf(name.substring(DELAYED.length())), before.dup());
      }
    }
  }

  /** Frees the matrices; the collector does not see how large they are. */
  @Override
  public void close() {
    updates.close();
    honest.ifPresent(HonestRows::close);
    delayed.values().forEach(INDArray::close);
    adversary.ifPresent(SimulatedAdversary::close);
  }

  @Override
  public int epochsEnded(int round) {
    return workers.epochsEnded(round);
  }

  @Override
  public NodeState state() {
    return workers.state();
  }

  @Override
  public void resume(NodeState state) {
    workers.resume(state);
  }
}
