package io.github.brsgd.training.node;

import io.github.brsgd.checks.Reason;
import io.github.brsgd.marker.Internal;
import io.github.brsgd.random.Purpose;
import io.github.brsgd.random.Seeds;
import io.github.brsgd.state.Notes;
import io.github.brsgd.training.model.Evaluator;
import io.github.brsgd.training.model.OutputEvaluation;
import io.github.brsgd.training.model.SlotLayout;
import io.github.brsgd.training.model.TrainableNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.nd4j.evaluation.IEvaluation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Threads that compute the rows of m nodes, each thread on a replica of the network that shares its
 * parameters: memory grows with the threads, not with the nodes.
 *
 * <p>Which thread serves which node does not matter: ND4J's generator of the thread is reseeded
 * from seed, round and node before each row, so that dropout draws the same numbers whatever the
 * number of threads.
 *
 * @since 0.1
 */
@Internal
public final class NodeWorkers implements AutoCloseable {

  private final TrainableNetwork network;
  private final NodeData data;
  private final NodeUpdate update;
  private final SlotLayout slots;
  private final long seed;
  private final List<Notes> notes;
  private final WorkerThreads threads;
  private boolean resumed;
  private final List<TrainableNetwork> replicas = new ArrayList<>();

  /**
   * Starts the threads.
   *
   * @param network the network whose parameters are used; it must not change during a round
   * @param data the nodes' data
   * @param update what each node makes of its data
   * @param workers number of threads, at least 1
   * @param seed the seed of the run
   */
  public NodeWorkers(
      TrainableNetwork network, NodeData data, NodeUpdate update, int workers, long seed) {
    this.network = network;
    this.data = data;
    this.update = update;
    this.notes = Stream.generate(Notes::new).limit(data.nodes()).toList();
    this.slots = network.slots();
    this.seed = seed;
    this.threads = new WorkerThreads(workers);
    for (int i = 0; i < workers; i++) {
      replicas.add(network.replica());
    }
  }

  /** Makes rows and evaluations those of fast layers from here on, where there are any. */
  public void useFastLayers() {
    replicas.forEach(TrainableNetwork::useFastLayers);
  }

  /**
   * The seed that ND4J's generator has when a node computes its gradient.
   *
   * @param seed the seed of the run
   * @param round k
   * @param node its id
   * @return the seed
   */
  public static long gradientSeed(long seed, int round, int node) {
    return Seeds.derive(seed, Purpose.GRADIENT, round, node);
  }

  /**
   * Makes the network ready to step with a batch of node 0, away from the caller's generator.
   *
   * @throws IllegalArgumentException if the network does not fit the data
   */
  public void prepare() {
    int round = network.iteration();
    threads.run(
        () -> {
          if (!resumed) {
            begin(round);
          }
          // The network keeps what it was prepared with, and listeners look at it.
          HeldBatch kept = new HeldBatch();
          kept.hold(batch(0, round));
          Nd4j.getRandom().setSeed(gradientSeed(seed, round, 0));
          network.prepare(kept.get());
        });
  }

  private void begin(int round) {
    reseed(data.nodes(), round);
    try {
      data.begin(round);
    } catch (Exception e) { // of a user's iterator, declared or not
      throw new IllegalArgumentException("data: " + Reason.of(e), e);
    }
  }

  /**
   * Whether a round may ask some nodes only: none of them misses anything by it.
   *
   * @return true if rows and batches are functions of node, round and parameters
   */
  public boolean canSpare() {
    return data.skippable() && !update.remembers();
  }

  /**
   * Computes the rows of some nodes at the network's parameters.
   *
   * @param updates m x d, where row i is overwritten with what node i's update gives
   * @param nodes their ids
   * @return the loss of each node, NaN of those that were not asked
   * @throws IllegalArgumentException if the batch of a node does not fit the network
   */
  public double[] rows(INDArray updates, List<Integer> nodes) {
    int round = network.iteration();
    int epoch = network.epoch();
    double[] losses = new double[data.nodes()];
    Arrays.fill(losses, Double.NaN);
    AtomicInteger next = new AtomicInteger();
    onEveryThread(
        replica -> {
          replica.setCounts(round, epoch);
          for (int i = next.getAndIncrement(); i < nodes.size(); i = next.getAndIncrement()) {
            int node = nodes.get(i);
            losses[node] = row(replica, node, round, updates.getRow(node, true));
          }
        });
    return losses;
  }

  private double row(TrainableNetwork replica, int node, int round, INDArray row) {
    MultiDataSet batch = batch(node, round);
    Nd4j.getRandom().setSeed(gradientSeed(seed, round, node));
    try {
      return update.write(new NodeRound(node, round, replica, slots, batch, notes.get(node)), row);
    } catch (RuntimeException e) {
      throw named(node, e);
    }
  }

  /** The batch of a node; what its source draws, such as an augmentation, is the node's own too. */
  private MultiDataSet batch(int node, int round) {
    reseed(node, round);
    try {
      return data.batch(node, round);
    } catch (Exception e) { // whatever an iterator of a user's throws, declared or not
      throw named(node, e);
    }
  }

  private void reseed(int node, int round) {
    Nd4j.getRandom().setSeed(Seeds.derive(seed, Purpose.BATCH, round, node));
  }

  private static IllegalArgumentException named(int node, Exception e) {
    return new IllegalArgumentException("node " + node + ": " + Reason.of(e), e);
  }

  /**
   * Evaluates the network's parameters, batches spread over the threads and merged in their order.
   *
   * @param examples read from their beginning to their end
   * @param evaluations what to evaluate, at least one
   * @return the evaluation of all examples for each of them
   * @throws IllegalArgumentException if there are no examples, or they do not fit the evaluations
   */
  public List<IEvaluation<?>> evaluate(TestExamples examples, List<OutputEvaluation> evaluations) {
    TestBatches source = new TestBatches(examples, seed, network.iteration());
    threads.run(source::begin);
    SortedMap<Integer, List<IEvaluation<?>>> parts = new ConcurrentSkipListMap<>();
    onEveryThread(
        replica -> {
          Evaluator evaluator = new Evaluator(replica);
          try (HeldBatch copy = new HeldBatch()) {
            for (TestBatches.Numbered next = source.next(copy);
                next != null;
                next = source.next(copy)) {
              parts.put(next.number(), evaluator.evaluate(next.batch(), evaluations));
            }
          }
        });
    return parts.values().stream()
        .reduce(NodeWorkers::merged)
        .orElseThrow(() -> new IllegalArgumentException("evaluation: there are no examples"));
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // both come from one supplier
  private static List<IEvaluation<?>> merged(List<IEvaluation<?>> all, List<IEvaluation<?>> more) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i) == more.get(i)) {
        throw new IllegalArgumentException(
            "evaluation: need a new one from the supplier each time, got one twice");
      }
      ((IEvaluation) all.get(i)).merge(more.get(i));
    }
    return all;
  }

  /** Runs a task once per replica, and returns or throws when all are done. */
  private void onEveryThread(Consumer<TrainableNetwork> task) {
    threads.run(replicas.stream().<Runnable>map(replica -> () -> task.accept(replica)).toList());
  }

  /**
   * Whether every node has finished another pass; asked once, after the rows. What an iterator
   * draws when it looks ahead is seeded too.
   *
   * @param round k
   * @return true at the end of an epoch
   */
  public boolean endsEpoch(int round) {
    AtomicBoolean ends = new AtomicBoolean();
    threads.run(
        () -> {
          reseed(data.nodes(), round);
          ends.set(data.endsEpoch(round));
        });
    return ends.get();
  }

  /**
   * All that the nodes remember between two rounds. After a failed round the notes are those of a
   * round that no one has counted.
   *
   * @return a copy
   */
  public NodeState state() {
    return new NodeState(
        notes.stream().map(Notes::copy).toList(), data.positions(network.iteration()));
  }

  /**
   * Makes the nodes go on where others ended, before their first round.
   *
   * @param state what they remembered
   * @throws IllegalArgumentException if it is that of another number of nodes or other data
   */
  public void resume(NodeState state) {
    if (state.notes().size() != notes.size()) {
      throw new IllegalArgumentException(
          "state: need that of m=" + notes.size() + " nodes, got m=" + state.notes().size());
    }
    threads.run(() -> data.resume(state.positions(), this::reseed));
    resumed = true;
    for (int node = 0; node < notes.size(); node++) {
      Notes own = notes.get(node);
      Notes other = state.notes().get(node);
      other.names().forEach(name -> own.put(name, other.get(name).orElseThrow().dup()));
    }
  }

  /** Ends the threads; they free what they hold off the heap. */
  @Override
  public void close() {
    threads.close();
  }
}
