package io.github.brsgd.training;

import io.github.brsgd.linalg.KernelThreads;
import io.github.brsgd.linalg.SpareVectors;
import io.github.brsgd.state.Resumable;
import io.github.brsgd.training.model.TrainableNetwork;
import io.github.brsgd.training.node.NodeData;
import io.github.brsgd.training.node.NodeWorkers;
import io.github.brsgd.training.node.Workers;
import io.github.brsgd.training.server.RobustServer;
import io.github.brsgd.training.server.ServerObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run whose nodes are simulated in this process, put together from its settings. */
final class Simulation implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Simulation.class);

  /** Of a run, that is kept by the draw the log proposes. */
  private static final double RISK = 0.01;

  private final RunSettings settings;
  private final RunLength length;
  private final RunClock clock;
  private final Workers workers;
  private final Nodes nodes;
  private final Optional<ServerNode> own;
  private final HistoryRecorder history;
  private final RobustServer server;
  private final TrainableNetwork network;
  private AfterRound afterRound = (rounds, last) -> {};

  /**
   * Puts a run together.
   *
   * @param workers compute the rows; closed with the run, or if there is no run
   */
  Simulation(RunSettings settings, TrainableNetwork network, Workers workers, RunLength length) {
    this(settings, network, workers, simulated(settings, network, workers), length);
  }

  /** The workers do not outlive nodes that cannot be made, such as those of too large a matrix. */
  private static Nodes simulated(RunSettings settings, TrainableNetwork network, Workers workers) {
    try {
      return new SimulatedNodes(settings, network, workers);
    } catch (RuntimeException | Error e) {
      workers.close();
      throw e;
    }
  }

  /**
   * The same with nodes that do not come from a simulation.
   *
   * @param nodes answer; closed like the workers
   */
  @SuppressWarnings("try") // only closed
  Simulation(
      RunSettings settings,
      TrainableNetwork network,
      Workers workers,
      Nodes nodes,
      RunLength length) {
    this.settings = settings;
    this.length = length;
    this.network = network;
    this.clock = new RunClock(length);
    this.workers = workers;
    this.nodes = nodes;
    RobustServer started = null;
    try {
      if (settings.fastLayers()) {
        workers.useFastLayers();
      }
      this.history =
          new HistoryRecorder(
              new PeriodicEvaluation(settings, workers, clock),
              settings.watchers().roundListeners(),
              ids -> simulated().flatMap(own -> own.honestMean(ids)));
      started =
          new RobustServer(
              settings.server(), network, observers(), settings.watchers().quarantine());
      this.server = started;
      this.own = settings.trusted().map(data -> new ServerNode(settings, network, data));
    } catch (RuntimeException | Error e) {
      try (RobustServer third = started;
          Nodes second = nodes;
          Workers first = workers) {
        throw e;
      }
    }
  }

  /** Threads of this process that compute the rows of all nodes. */
  static Workers threads(RunSettings settings, TrainableNetwork network, NodeData data) {
    return NodeWorkers.withCaller(
        network,
        NodePlan.of(settings).poisoned(data),
        settings.update(),
        Math.min(settings.workers(), settings.nodes()),
        settings.seed());
  }

  /** History last: its listeners hear of a round when all else has been done. */
  private List<ServerObserver> observers() {
    List<ServerObserver> all = new ArrayList<>(settings.watchers().serverObservers());
    settings.watchers().simulationObservers().stream().map(this::informed).forEach(all::add);
    all.add(informed(history));
    return all;
  }

  private InformedObserver informed(SimulationObserver observer) {
    return new InformedObserver(observer, settings::roles);
  }

  @SuppressWarnings("try") // only closed
  TrainingResult run() {
    AdversarySettings adversary = settings.adversary();
    adversary
        .attack()
        .flatMap(attack -> attack.caveat(settings.nodes(), adversary.attackers()))
        .ifPresent(caveat -> LOG.warn("attack: {}", caveat));
    announceDraws();
    try (KernelThreads bound = workers.kernels(settings.workers());
        SpareVectors spare = SpareVectors.keep()) {
      own.ifPresent(ServerNode::prepare); // first: the network keeps what it was prepared with
      nodes.prepare(server.request());
      return new TrainingRun(
              server, nodes, own, history, clock, settings.watchers().end(), afterRound)
          .run();
    }
  }

  private void announceDraws() {
    settings
        .participation()
        .draws(settings.nodes())
        .ifPresent(
            draws ->
                LOG.info(
                    "participation: {}",
                    draws.describe(
                        settings.server().byzantine(),
                        length.unit() == RunLength.Unit.ROUNDS ? length.count() : 1,
                        RISK)));
  }

  /**
   * Goes on after a checkpoint and gets ready to write others, where that is set; before {@link
   * #run}.
   *
   * @param data tells the data from others; not asked where nothing is set
   */
  void recover(Supplier<String> data) {
    Recovery recovery = settings.recovery();
    if (recovery.equals(Recovery.NONE)) {
      return;
    }
    if (recovery.refusesOthers()) {
      recovery
          .checkpoints()
          .ifPresent(choice -> new CheckpointFolder(choice.folder()).requireNone());
    }
    RunTerms terms = RunTerms.of(settings, network.model(), data.get());
    List<Resumable> observers = settings.watchers().resumable();
    recovery
        .resume()
        .ifPresent(
            folder -> {
              try (RunState before = new CheckpointFolder(folder).newest(terms, observers)) {
                resume(before);
              }
            });
    recovery
        .checkpoints()
        .ifPresent(
            choice ->
                afterRound =
                    new Checkpointing(
                        recovery,
                        () -> state(terms),
                        observers,
                        settings.evaluation().map(RunSettings.Evaluation::wanted).orElse(List.of()),
                        System::nanoTime));
  }

  private Optional<SimulatedNodes> simulated() {
    return Optional.of(nodes)
        .filter(SimulatedNodes.class::isInstance)
        .map(SimulatedNodes.class::cast);
  }

  /** All that this run remembers; copies, to be closed. */
  RunState state(RunTerms terms) {
    return new RunState(
        terms,
        clock.rounds(),
        clock.epochs(),
        server.state(),
        nodes.state(),
        own.map(ServerNode::state),
        simulated().map(SimulatedNodes::simulationState).orElseGet(SimulationState::new),
        history.rounds());
  }

  /** Goes on where another simulation ended; before {@link #run}. */
  void resume(RunState state) {
    server.resume(state.server());
    nodes.resume(state.nodes());
    state.own().ifPresent(before -> own.orElseThrow().resume(before));
    simulated().ifPresent(own -> own.resume(state.simulation()));
    clock.resume(state.rounds(), state.epochs());
    history.resume(state.history());
  }

  /** All, and the workers first: none may write into a matrix that is freed. */
  @Override
  @SuppressWarnings("try") // only closed
  public void close() {
    try (RobustServer fourth = server;
        Nodes third = nodes;
        ServerNode second = own.orElse(null);
        Workers first = workers) {
      // Closed in turn, whatever one of them throws.
    }
  }
}
