package io.github.brsgd.training.node;

import io.github.brsgd.checks.Reason;
import io.github.brsgd.linalg.KernelThreads;
import io.github.brsgd.marker.Internal;
import io.github.brsgd.random.Purpose;
import io.github.brsgd.random.Seeds;
import io.github.brsgd.state.Notes;
import io.github.brsgd.training.model.Evaluator;
import io.github.brsgd.training.model.OutputEvaluation;
import io.github.brsgd.training.model.SlotLayout;
import io.github.brsgd.training.model.TrainableNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
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
public final class NodeWorkers implements Workers {

  private final TrainableNetwork network;
  private final NodeData data;
  private final NodeUpdate update;
  private final SlotLayout slots;
  private final long seed;
  private final List<Notes> notes;
  private final IntFunction<String> named;
  private final WorkerThreads threads;
  private boolean resumed;
  private final List<NodeWorker> team = new ArrayList<>();

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
    this(network, data, update, workers, seed, node -> "node " + node + ": ");
  }

  /**
   * The same, of which the thread that calls is one where no code of the user's runs in them: the
   * batches are a function of node and number.
   *
   * @param network as above
   * @param data as above
   * @param update as above
   * @param workers as above, this thread among them
   * @param seed as above
   * @return workers that only this thread may call
   */
  public static NodeWorkers withCaller(
      TrainableNetwork network, NodeData data, NodeUpdate update, int workers, long seed) {
    return new NodeWorkers(
        network,
        data,
        update,
        seed,
        node -> "node " + node + ": ",
        new WorkerThreads(workers, data.skippable()),
        workers);
  }

  /**
   * The same for nodes that have names of their own.
   *
   * @param network as above
   * @param data as above
   * @param update as above
   * @param workers as above
   * @param seed as above
   * @param named what stands before the reason where a node fails; may be empty
   */
  public NodeWorkers(
      TrainableNetwork network,
      NodeData data,
      NodeUpdate update,
      int workers,
      long seed,
      IntFunction<String> named) {
    this(network, data, update, seed, named, new WorkerThreads(workers, false), workers);
  }

  private NodeWorkers(
      TrainableNetwork network,
      NodeData data,
      NodeUpdate update,
      long seed,
      IntFunction<String> named,
      WorkerThreads threads,
      int workers) {
    this.threads = threads;
    this.named = named;
    this.network = network;
    this.data = data;
    this.update = update;
    this.notes = Stream.generate(Notes::new).limit(data.nodes()).toList();
    this.slots = network.slots();
    this.seed = seed;
    try {
      for (int i = 0; i < workers; i++) {
        team.add(new NodeWorker(network));
      }
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  @Override
  public void useFastLayers() {
    team.forEach(NodeWorker::useFastLayers);
  }

  /**
   * What a node keeps from round to round.
   *
   * @param node its id
   * @return its notes, live
   */
  public Notes notes(int node) {
    return notes.get(node);
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

  @Override
  public void prepare(int node) {
    int round = network.iteration();
    threads.run(
        () -> {
          if (!resumed) {
            begin(round);
          }
          // The network keeps what it was prepared with, and listeners look at it.
          HeldBatch kept = new HeldBatch();
          kept.hold(firstBatch(node));
          network.prepare(kept.get());
        });
  }

  /**
   * Tries batches on the network, before {@link #prepare}.
   *
   * @param batches only read
   * @throws IllegalArgumentException if one does not fit the network
   */
  public void tryOut(List<? extends MultiDataSet> batches) {
    threads.run(
        () -> {
          for (MultiDataSet batch : batches) {
            try (HeldBatch copy = new HeldBatch()) {
              copy.hold(batch);
              network.prepare(copy.get());
            }
          }
        });
  }

  private MultiDataSet firstBatch(int node) {
    try {
      return batch(node, network.iteration(), 0);
    } catch (Exception e) { // whatever an iterator of a user's throws, declared or not
      throw named(node, e);
    }
  }

  private void begin(int round) {
    int first = drawing(round, 0);
    reseed(data.nodes(), first);
    try {
      data.begin(first);
    } catch (Exception e) { // of a user's iterator, declared or not
      throw new IllegalArgumentException("data: " + Reason.of(e), e);
    }
  }

  @Override
  public boolean canSpare() {
    return data.skippable() && !update.remembers();
  }

  @Override
  public Map<Integer, Double> rows(List<Integer> nodes, IntFunction<INDArray> row) {
    int round = network.iteration();
    int epoch = network.epoch();
    Map<Integer, Double> losses = new ConcurrentHashMap<>();
    AtomicInteger next = new AtomicInteger();
    onEveryThread(
        worker -> {
          worker.setCounts(round, epoch);
          for (int i = next.getAndIncrement(); i < nodes.size(); i = next.getAndIncrement()) {
            int node = nodes.get(i);
            losses.put(node, row(worker, node, round, row.apply(node)));
          }
        });
    return losses;
  }

  private double row(NodeWorker worker, int node, int round, INDArray row) {
    try {
      return update.write(
          new NodeRound(
              node, round, worker, slots, number -> batch(node, round, number), notes.get(node)),
          row);
    } catch (Exception e) { // whatever an iterator of a user's throws, declared or not
      throw named(node, e);
    }
  }

  /**
   * A batch of a node. What its source draws, such as an augmentation, is the node's own, and so is
   * what the network draws on it.
   */
  private MultiDataSet batch(int node, int round, int number) {
    int drawing = drawing(round, number);
    reseed(node, drawing);
    MultiDataSet batch = data.batch(node, drawing);
    Nd4j.getRandom().setSeed(gradientSeed(seed, drawing, node));
    return batch;
  }

  /** Data know one batch a round: that of another number is that of another of their rounds. */
  private int drawing(int round, int number) {
    return Math.addExact(Math.multiplyExact(round, update.batches()), number);
  }

  private void reseed(int node, int drawing) {
    Nd4j.getRandom().setSeed(Seeds.derive(seed, Purpose.BATCH, drawing, node));
  }

  private IllegalArgumentException named(int node, Exception e) {
    return new IllegalArgumentException(named.apply(node) + Reason.of(e), e);
  }

  @Override
  public List<IEvaluation<?>> evaluate(TestExamples examples, List<OutputEvaluation> evaluations) {
    TestBatches source = new TestBatches(examples, seed, network.iteration());
    threads.run(source::begin);
    SortedMap<Integer, List<IEvaluation<?>>> parts = new ConcurrentSkipListMap<>();
    onEveryThread(
        worker -> {
          Evaluator evaluator = new Evaluator(worker.network());
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

  /** Runs a task once per worker, and returns or throws when all are done. */
  private void onEveryThread(Consumer<NodeWorker> task) {
    threads.run(member -> task.accept(team.get(member)));
  }

  /** They are those that compute the rows, and the one that asks. */
  @Override
  public KernelThreads kernels(int atMost) {
    return threads.kernels();
  }

  /** What an iterator draws when it looks ahead is seeded too. */
  @Override
  public int epochsEnded(int round) {
    if (data.skippable()) {
      // Nothing is looked at, let alone drawn: no thread need be woken for it.
      return IntStream.range(0, update.batches())
          .map(number -> data.epochsEnded(drawing(round, number)))
          .sum();
    }
    AtomicInteger ended = new AtomicInteger();
    threads.run(
        () -> {
          for (int number = 0; number < update.batches(); number++) {
            int drawing = drawing(round, number);
            reseed(data.nodes(), drawing);
            ended.addAndGet(data.epochsEnded(drawing));
          }
        });
    return ended.get();
  }

  @Override
  public NodeState state() {
    return new NodeState(
        notes.stream().map(Notes::copy).toList(), data.positions(drawing(network.iteration(), 0)));
  }

  @Override
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
    try {
      threads.close();
    } finally {
      team.forEach(NodeWorker::close);
    }
  }
}
