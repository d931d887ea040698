package io.github.brsgd.training.server;

import io.github.brsgd.linalg.Rows;
import io.github.brsgd.training.model.SlotLayout;
import io.github.brsgd.training.model.TrainableNetwork;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's half of a round, whole: rows in, step taken.
 *
 * <pre>
 * screen:   rows with NaN or infinite values are set aside and counted against q
 * combine:  A_k = the rule, set for q minus those, over the rows left;
 *           entries that are no gradients, by a coordinate-wise rule of their own
 * step:     A_k goes through the network's updater, k advances
 * </pre>
 *
 * <p>More than q rows set aside, a rule that throws or cannot serve the rows left, or an aggregate
 * that is not finite, or would not be in the network's type, is a failed round: it ends the run or
 * is skipped, as the settings say. The server alone changes the network, and knows nothing but
 * rows: which nodes are Byzantine, and how they attack, it cannot see. Not for use by several
 * threads at once.
 *
 * @since 0.1
 */
public final class RobustServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RobustServer.class);

  private final ServerSettings settings;
  private final TrainableNetwork network;
  private final SlotLayout slots;
  private final Combiner combiner;
  private final List<GuardedObserver> observers;
  private final Optional<Quarantine> quarantine;
  private final Exclusions exclusions;
  private Optional<IterateSampler> sampler;

  /** The parameters in the type of rows, where theirs is another. */
  private Optional<INDArray> widened = Optional.empty();

  /**
   * A server before its first round.
   *
   * @param settings q, rules, policy
   * @param network trained in place
   * @param observers told of every round, in this order; one that throws is told no more, and the
   *     run goes on
   */
  public RobustServer(
      ServerSettings settings, TrainableNetwork network, List<? extends ServerObserver> observers) {
    this(settings, network, observers, Optional.empty());
  }

  /**
   * A server that excludes nodes, before its first round.
   *
   * @param settings q, rules, policy
   * @param network trained in place
   * @param observers as above
   * @param quarantine says whom it excludes
   * @throws IllegalArgumentException if a rule could not serve the rows that may be left, or that
   *     for entries that are no gradients not q of them, and the network has such entries
   */
  public RobustServer(
      ServerSettings settings,
      TrainableNetwork network,
      List<? extends ServerObserver> observers,
      Optional<Quarantine> quarantine) {
    this.settings = Objects.requireNonNull(settings, "settings");
    this.network = Objects.requireNonNull(network, "network");
    this.slots = network.slots();
    if (slots.statistics() > 0) {
      settings.checkStatistics();
    }
    this.combiner = new Combiner(settings, slots, network);
    this.sampler = settings.sampling().map(sampling -> sampling.start(settings.seed()));
    this.observers = observers.stream().map(GuardedObserver::new).toList();
    this.quarantine = quarantine;
    this.exclusions = new Exclusions(settings.nodes(), settings.byzantine());
    quarantine.ifPresent(ignored -> settings.checkQuarantine());
  }

  /**
   * What the nodes need to know before the next round.
   *
   * @return w_k, k and alpha_k; valid until the round
   */
  public RoundRequest request() {
    return new RoundRequest(
        network.iteration(),
        network.epoch(),
        network.learningRate(),
        parameters(),
        combiner.previous(),
        exclusions.nodes(),
        Optional.empty());
  }

  /** w_k as the nodes and rules see it, of the type of rows. */
  private INDArray parameters() {
    INDArray own = network.parameters();
    if (own.dataType() == network.rowType()) {
      return own;
    }
    if (widened.isEmpty()) {
      widened = Optional.of(Nd4j.createUninitialized(network.rowType(), own.shape()));
    }
    return widened.get().assign(own);
  }

  /**
   * Takes the rows of a round: screens them, combines them, takes the step.
   *
   * @param sent m rows or fewer, of nodes 0..m-1; those of excluded nodes are not looked at
   * @return stepped, skipped or failed; only the first two advance k
   * @throws IllegalArgumentException if a row is of an unknown node or not of d entries, or if the
   *     network has not been prepared to step
   */
  public RoundOutcome round(RoundRows sent) {
    return round(sent, Optional.empty());
  }

  /**
   * The same for a rule that asks for a row of the server's own.
   *
   * @param sent as above
   * @param trusted that row, 1 x d, with 0 in the entries that are no gradients; only read. Empty
   *     where there is none, and then the round fails if the rule needs one
   * @return as above
   * @throws IllegalArgumentException as above, or if the server's row is not of d entries
   */
  public RoundOutcome round(RoundRows sent, Optional<INDArray> trusted) {
    check(sent);
    trusted.ifPresent(row -> check("trusted", row.length(), row.dataType()));
    boolean heard = !exclusions.nodes().containsAll(sent.nodes());
    RoundRows answers = heard ? sent.without(exclusions.nodes()) : sent;
    int k = network.iteration();
    Rows gradients = answers.rows().cleared(slots.gradientFreeColumns());
    Screening screening = heard ? Screening.of(answers) : Screening.nobody(sent.nodes());
    ServerRound round =
        new ServerRound(
            k,
            network.learningRate(),
            answers.loss(),
            answers.nodes(),
            gradients,
            screening.dropped(),
            network.model());
    RoundOutcome outcome = step(round, combine(answers, gradients, screening, trusted));
    try {
      quarantine.ifPresent(observer -> exclude(observer, round, outcome));
    } finally {
      // The step is taken: the round stays in the history.
      observers.forEach(observer -> observer.round(round, outcome));
      combiner.endRound();
    }
    return outcome;
  }

  /** Takes the step, or counts a round without one; tells how the round ended. */
  private RoundOutcome step(ServerRound round, RoundOutcome combined) {
    if (combined instanceof RoundOutcome.Stepped stepped) {
      sample(round);
      quarantine.ifPresent(observer -> observer.beforeStep(round, stepped.aggregate()));
      observers.forEach(observer -> observer.beforeStep(round, stepped.aggregate()));
      network.step(stepped.aggregate().step(), round.loss());
      if (network.hasOverflowed()) {
        // There is nothing to go on from, whatever the settings say of failed rounds.
        return new RoundOutcome.Failed(
            new FailedRoundException(
                round.round(),
                round.screened(),
                "the step made parameters or the updater's state, of type "
                    + network.parameters().dataType()
                    + ", infinite or NaN: steps too long for the type, gradients whose squares are, or"
                    + " an updater whose epsilon is 0 in it (Adam's 1e-8 is; give 1e-4)"));
      }
    } else if (combined instanceof RoundOutcome.Skipped skipped) {
      LOG.warn("no step taken: {}", skipped.cause().getMessage());
      sample(round);
      network.skip();
    }
    return combined;
  }

  private void exclude(Quarantine observer, ServerRound round, RoundOutcome outcome) {
    observer.round(round, outcome);
    List<Exclusion> added = exclusions.add(observer.convictions(), round.round());
    for (Exclusion one : added) {
      LOG.warn("node {} is excluded after round {}: {}", one.node(), one.round(), one.reason());
    }
    if (!added.isEmpty()) {
      combiner.use(settings.excluding(exclusions.count()));
    }
  }

  private RoundOutcome combine(
      RoundRows answers, Rows gradients, Screening screening, Optional<INDArray> trusted) {
    try {
      return new RoundOutcome.Stepped(
          combiner.combine(answers, gradients, screening, network.iteration(), trusted));
    } catch (FailedRoundException e) {
      return switch (settings.onFailedRound()) {
        case THROW -> new RoundOutcome.Failed(e);
        case SKIP -> new RoundOutcome.Skipped(e);
      };
    }
  }

  private void sample(ServerRound round) {
    sampler.ifPresent(s -> s.offer(round.round(), round.learningRate(), network.parameters()));
  }

  private void check(RoundRows answers) {
    for (int node : answers.nodes()) {
      if (node < 0 || node >= settings.nodes()) {
        throw new IllegalArgumentException(
            "nodes: need ids in 0.." + (settings.nodes() - 1) + ", got a row of node " + node);
      }
    }
    check("updates", answers.rows().length(), answers.rows().type());
    if (!network.isPrepared()) {
      throw new IllegalArgumentException(
          "network: has to be prepared with a batch before its first step");
    }
  }

  private void check(String name, long length, DataType type) {
    DataType own = network.rowType();
    if (length != slots.length() || type != own) {
      throw new IllegalArgumentException(
          name
              + ": need rows of length d="
              + slots.length()
              + " and type "
              + own
              + ", got length "
              + length
              + " and type "
              + type);
    }
  }

  /** Tells the observers that a run begins, and the network's listeners that an epoch does. */
  public void begin() {
    quarantine.ifPresent(observer -> observer.begin(network.model()));
    observers.forEach(observer -> observer.begin(network.model()));
    network.startEpoch();
  }

  /** Ends a pass over the data: the network's listeners are told, the epoch is counted. */
  public void endEpoch() {
    network.endEpoch();
  }

  /** Begins another pass over the data: the network's listeners are told. */
  public void startEpoch() {
    network.startEpoch();
  }

  /** Frees what the server holds besides the network; it takes no more rounds then. */
  @Override
  public void close() {
    combiner.close();
    widened.ifPresent(INDArray::close);
    widened = Optional.empty();
  }

  /** Tells the observers that the run is over. */
  public void end() {
    quarantine.ifPresent(observer -> observer.end(network.model()));
    observers.forEach(observer -> observer.end(network.model()));
  }

  /**
   * The nodes whose rows are no longer taken.
   *
   * @return in the order of their exclusion; a copy
   */
  public List<Exclusion> exclusions() {
    return exclusions.all();
  }

  /**
   * The iterate drawn so far.
   *
   * @return a copy; empty if none is to be drawn, or before the first round
   */
  public Optional<SampledIterate> sampled() {
    return sampler.flatMap(IterateSampler::sample);
  }

  /**
   * All that this server remembers.
   *
   * @return a copy
   */
  public ServerState state() {
    return new ServerState(
        network.iteration(),
        network.epoch(),
        network.parameters().dup(),
        network.updaterState().map(INDArray::dup),
        combiner.previous().map(INDArray::dup),
        sampled(),
        exclusions.all());
  }

  /**
   * Goes on where another server ended.
   *
   * @param state what it remembered
   * @throws IllegalArgumentException if the state is of another network, or has an iterate drawn
   *     and this server draws none, or nodes excluded and this server excludes none
   */
  public void resume(ServerState state) {
    DataType own = network.parameters().dataType();
    checkFits("parameters", state.parameters(), own);
    state
        .previous()
        .ifPresent(vector -> checkFits("previous aggregate", vector, network.rowType()));
    state.sampled().ifPresent(drawn -> checkFits("iterate drawn", drawn.parameters(), own));
    if (state.sampled().isPresent() && settings.sampling().isEmpty()) {
      throw new IllegalArgumentException("state: has an iterate drawn, but none is to be drawn");
    }
    if (!state.excluded().isEmpty() && quarantine.isEmpty()) {
      throw new IllegalArgumentException(
          "state: has nodes excluded, " + state.excluded() + ", but there is no quarantine");
    }
    exclusions.resume(state.excluded());
    combiner.use(settings.excluding(exclusions.count()));
    network.resumeUpdater(state.updater());
    network.parameters().assign(state.parameters());
    network.setCounts(state.iteration(), state.epoch());
    combiner.resume(state.previous());
    sampler =
        settings
            .sampling()
            .map(
                sampling ->
                    state.sampled().isPresent()
                        ? IterateSampler.resume(
                            sampling.weights(), settings.seed(), state.sampled().get())
                        : sampling.start(settings.seed()));
  }

  private void checkFits(String name, INDArray vector, DataType type) {
    if (vector.length() != slots.length() || vector.dataType() != type) {
      throw new IllegalArgumentException(
          "state: need "
              + name
              + " of d="
              + slots.length()
              + " and type "
              + type
              + ", got length "
              + vector.length()
              + " and type "
              + vector.dataType());
    }
  }
}
