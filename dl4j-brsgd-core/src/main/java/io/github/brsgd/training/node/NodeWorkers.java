package io.github.brsgd.training.node;

import io.github.brsgd.random.Seeds;
import io.github.brsgd.training.model.SlotLayout;
import io.github.brsgd.training.model.TrainableNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Threads that compute the gradients of m nodes, each thread on a replica of the network that
 * shares its parameters: memory grows with the threads, not with the nodes.
 *
 * <p>Which thread serves which node does not matter: ND4J's generator of the thread is reseeded
 * from seed, round and node before each gradient, so that dropout draws the same numbers whatever
 * the number of threads.
 *
 * @since 0.1
 */
public final class NodeWorkers implements AutoCloseable {

  private static final long GRADIENT = 6;

  private final TrainableNetwork network;
  private final SlotLayout slots;
  private final long seed;
  private final ExecutorService threads;
  private final List<TrainableNetwork> replicas = new ArrayList<>();

  /**
   * Starts the threads.
   *
   * @param network the network whose parameters are used; it must not change during a round
   * @param workers number of threads, at least 1
   * @param seed the seed of the run
   */
  public NodeWorkers(TrainableNetwork network, int workers, long seed) {
    this.network = network;
    this.slots = network.slots();
    this.seed = seed;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newFixedThreadPool(
            workers,
            task -> {
              Thread thread = new Thread(task, "brsgd-worker-" + number.getAndIncrement());
              thread.setDaemon(true);
              return thread;
            });
    for (int i = 0; i < workers; i++) {
      replicas.add(network.replica());
    }
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
    return Seeds.derive(seed, GRADIENT, round, node);
  }

  /**
   * Makes the network ready to step with a batch of node 0, away from the caller's generator.
   *
   * @param data the nodes' data
   * @throws IllegalArgumentException if the network does not fit the data
   */
  public void prepare(NodeData data) {
    int round = network.iteration();
    await(
        List.of(
            threads.submit(
                () -> {
                  Nd4j.getRandom().setSeed(gradientSeed(seed, round, 0));
                  network.prepare(data.batch(0, round));
                })));
  }

  /**
   * Computes the gradient of every node at the network's parameters.
   *
   * @param data the nodes' data
   * @param updates m x d, overwritten: row i is the mean gradient of node i's minibatch
   * @return the loss of each node
   * @throws IllegalArgumentException if the batch of a node does not fit the network
   */
  public double[] gradients(NodeData data, INDArray updates) {
    int round = network.iteration();
    int epoch = network.epoch();
    double[] losses = new double[data.nodes()];
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> running = new ArrayList<>();
    for (TrainableNetwork replica : replicas) {
      running.add(
          threads.submit(
              () -> {
                replica.setCounts(round, epoch);
                for (int node = next.getAndIncrement();
                    node < losses.length;
                    node = next.getAndIncrement()) {
                  losses[node] = gradient(replica, data, node, round, updates.getRow(node, true));
                }
              }));
    }
    await(running);
    return losses;
  }

  private double gradient(
      TrainableNetwork replica, NodeData data, int node, int round, INDArray row) {
    var batch = data.batch(node, round);
    Nd4j.getRandom().setSeed(gradientSeed(seed, round, node));
    try {
      return replica.gradient(batch, slots, row);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "node " + node + ", round " + round + ": " + e.getMessage(), e);
    }
  }

  /**
   * Evaluates the network's parameters as a classifier, batches spread over the threads.
   *
   * @param examples read from its beginning to its end
   * @return the evaluation of all examples
   */
  public Evaluation evaluate(DataSetIterator examples) {
    examples.reset();
    Evaluation total = new Evaluation();
    List<Future<?>> running = new ArrayList<>();
    for (TrainableNetwork replica : replicas) {
      running.add(
          threads.submit(
              () -> {
                Evaluation part = new Evaluation();
                for (DataSet batch = next(examples); batch != null; batch = next(examples)) {
                  replica.evaluate(batch, part);
                }
                synchronized (total) {
                  total.merge(part);
                }
              }));
    }
    await(running);
    return total;
  }

  private static DataSet next(DataSetIterator examples) {
    synchronized (examples) {
      return examples.hasNext() ? examples.next() : null;
    }
  }

  private static void await(List<Future<?>> running) {
    RuntimeException failure = null;
    boolean interrupted = false;
    for (Future<?> task : running) {
      boolean done = false;
      while (!done) {
        try {
          task.get();
          done = true;
        } catch (InterruptedException e) {
          // A round is never left half done: the threads write into the matrix.
          interrupted = true;
        } catch (ExecutionException e) {
          done = true;
          if (e.getCause() instanceof Error error) {
            throw error;
          }
          failure = (RuntimeException) e.getCause();
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
