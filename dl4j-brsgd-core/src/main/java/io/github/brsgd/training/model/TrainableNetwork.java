package io.github.brsgd.training.model;

import io.github.brsgd.linalg.RowCopies;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.indexing.conditions.Conditions;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * A Deeplearning4j network taken apart into what a round needs: gradients without an update, and
 * updates from a gradient that came from elsewhere.
 *
 * <p>Together the two halves are Deeplearning4j's own {@code fit}, bit for bit, for a {@code
 * MultiLayerNetwork} as for a {@code ComputationGraph}.
 *
 * @since 0.1
 */
public final class TrainableNetwork {

  /** Numbers from here on are rounded to infinity: halfway from 65,504 to the next power of two. */
  private static final double HALF_OVERFLOW = 65_520;

  private final NetworkAdapter adapter;

  private TrainableNetwork(NetworkAdapter adapter) {
    this.adapter = adapter;
  }

  /**
   * Adapts a network, initialising it where that has not been done.
   *
   * @param model a {@code MultiLayerNetwork} or a {@code ComputationGraph}
   * @return its adapter; the network itself is used, not copied
   * @throws IllegalArgumentException if the model is of another kind, has no parameters or such of
   *     a type that Deeplearning4j does not train, uses truncated backpropagation through time, or
   *     another optimiser than stochastic gradient descent
   */
  public static TrainableNetwork of(Model model) {
    Objects.requireNonNull(model, "network");
    if (model instanceof MultiLayerNetwork network) {
      network.init();
      return new TrainableNetwork(new SequentialNetwork(Trainability.checked(network)));
    }
    if (model instanceof ComputationGraph graph) {
      graph.init();
      return new TrainableNetwork(new GraphNetwork(Trainability.checked(graph)));
    }
    throw new IllegalArgumentException(
        "network: need a MultiLayerNetwork or a ComputationGraph, got "
            + model.getClass().getName());
  }

  /**
   * The network itself.
   *
   * @return the model that was adapted
   */
  public Model model() {
    return adapter.model();
  }

  /**
   * Another network of the same configuration that works on the same parameter memory, with
   * gradients and activations of its own and no listeners.
   *
   * @return a replica for use by one other thread
   */
  public TrainableNetwork replica() {
    return new TrainableNetwork(adapter.replica(model().params()));
  }

  /**
   * Another network of the same configuration on parameter memory of its own, which may be moved
   * without moving those of this network.
   *
   * @param parameters d entries in one piece of memory, of this network's type; used, not copied
   * @return a network without listeners, for use by one thread
   */
  public TrainableNetwork replica(INDArray parameters) {
    INDArray own = model().params();
    return new TrainableNetwork(adapter.replica(parameters.reshape(own.shape())));
  }

  /**
   * Makes this network compute with {@link FastLayers}, its gradients and outputs equal to those of
   * stock ones but for the rounding; where that cannot be done it stays as it is, and the log says
   * so once. For a {@link #replica}, as a user's own network is not to change under their hands.
   */
  public void useFastLayers() {
    adapter.useFastLayers();
  }

  /**
   * Sets the listeners of the network.
   *
   * @param listeners instead of those it has
   */
  public void replaceListeners(List<TrainingListener> listeners) {
    adapter.replaceListeners(listeners);
  }

  /**
   * The listeners of the network.
   *
   * @return a copy
   */
  public List<TrainingListener> listeners() {
    return adapter.listeners();
  }

  /**
   * The iterations that the network has behind it.
   *
   * @return k, at least 0
   */
  public int iteration() {
    return adapter.iteration();
  }

  /**
   * The epochs that the network has behind it.
   *
   * @return at least 0
   */
  public int epoch() {
    return adapter.epoch();
  }

  /**
   * Sets both counts, which schedules of updaters and dropout read.
   *
   * @param iteration k
   * @param epoch completed epochs
   */
  public void setCounts(int iteration, int epoch) {
    adapter.setCounts(iteration, epoch);
  }

  INDArray[] outputs(MultiDataSet examples) {
    return adapter.outputs(examples);
  }

  /**
   * The parameters.
   *
   * @return w, 1 x d, live
   */
  public INDArray parameters() {
    INDArray flat = model().params();
    return flat.reshape(1, flat.length());
  }

  /**
   * The type of a row. That of half precision is wider than the network's: sums over nodes would
   * lose too much in it, and attackers' numbers would overflow.
   *
   * @return {@code FLOAT} for a network of type {@code HALF}, else the network's own
   */
  public DataType rowType() {
    DataType own = model().params().dataType();
    return own == DataType.FLOAT16 ? DataType.FLOAT : own;
  }

  /**
   * Whether a row has numbers that are infinite in the type of the network.
   *
   * @param row of finite values, of {@link #rowType}
   * @return true where a value would be rounded to an infinite one
   */
  public boolean overflows(INDArray row) {
    return model().params().dataType() == DataType.FLOAT16
        && row.amaxNumber().doubleValue() >= HALF_OVERFLOW;
  }

  /**
   * Whether a step has carried parameters of half precision beyond its greatest number, or what the
   * updater remembers: steps over the root of an infinite sum of squares are 0 for good.
   *
   * @return true if one of these numbers is not finite; false for networks of any other type, whose
   *     range no run that works comes near
   */
  public boolean hasOverflowed() {
    return hasOverflowed(model().params())
        || updaterState().filter(state -> hasOverflowed(state)).isPresent();
  }

  private static boolean hasOverflowed(INDArray own) {
    return own.dataType() == DataType.FLOAT16 && own.scan(Conditions.notFinite()).longValue() > 0;
  }

  /**
   * Which entries of the parameter vector have gradients and which have statistics.
   *
   * @return the layout
   */
  public SlotLayout slots() {
    return SlotLayout.of(adapter.layers());
  }

  /**
   * The step size of the next update: that of the first parameter whose updater has one.
   *
   * @return alpha_k, or NaN if no updater has a step size
   */
  public double learningRate() {
    return adapter.learningRate();
  }

  /**
   * Computes the gradient of the mean loss on a batch at the current parameters, without
   * regularisation and clipping, which are the updater's.
   *
   * @param batch features, labels, masks
   * @param slots this network's {@link #slots}
   * @param target 1 x d, of {@link #rowType}, overwritten
   * @return the loss, regularisation included
   */
  public double gradient(MultiDataSet batch, SlotLayout slots, INDArray target) {
    OptionalDouble fast = adapter.gradient(batch, target);
    return fast.isPresent() ? fast.getAsDouble() : gradientOfLayers(batch, slots, target);
  }

  private double gradientOfLayers(MultiDataSet batch, SlotLayout slots, INDArray target) {
    if (adapter.gradientsView() == null) {
      adapter.createGradientsView();
    }
    // Layers write what has their type; what is wider takes it over.
    boolean isWider = target.dataType() != model().params().dataType();
    INDArray written = isWider ? adapter.gradientsView() : target;
    // Layers leave the slots of frozen and unsupervised parameters as they are.
    written.assign(0);
    writeGradientsTo(written);
    adapter.setBatch(batch);
    adapter.computeGradientAndScore();
    double loss = model().score();
    adapter.clearBatch();
    if (isWider) {
      target.assign(written.reshape(target.shape()));
    }
    if (adapter.averagesOverBatch()) {
      slots.divideSums(target, batch.getLabels(0).size(0));
    }
    return loss;
  }

  /** Makes the layers write their gradients into a vector. */
  private void writeGradientsTo(INDArray vector) {
    INDArray flat = vector.reshape(vector.length());
    long from = 0;
    for (Trainable layer : adapter.layers()) {
      long to = from + layer.numParams();
      adapter.setGradientView(layer, SlotLayout.interval(flat, from, to));
      from = to;
    }
  }

  /**
   * Makes the network ready for {@link #step}: a gradient on some batch is computed once, without
   * listeners, which also shows whether the network and the data fit each other.
   *
   * @param batch features, labels, masks
   * @throws IllegalArgumentException if the network cannot be trained on such a batch
   */
  public void prepare(MultiDataSet batch) {
    List<TrainingListener> listeners = listeners();
    replaceListeners(List.of());
    try {
      adapter.setBatch(batch);
      adapter.computeGradientAndScore();
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "the network does not fit the data (" + Batches.describe(batch) + "): " + e.getMessage(),
          e);
    } finally {
      // Layers must not keep inputs in the workspaces of this thread, which ends with the run.
      adapter.clearBatch();
      replaceListeners(listeners);
    }
  }

  /**
   * Whether {@link #prepare} has been called, or the network trained otherwise.
   *
   * @return true if it can take a step
   */
  public boolean isPrepared() {
    return adapter.gradientsView() != null && model().gradient() != null;
  }

  /**
   * One iteration of {@code fit} with this gradient: updater with its regularisation and clipping,
   * step, listeners, count, constraints.
   *
   * @param gradient A_k, 1 x d, of {@link #rowType}; rounded to the network's type
   * @param score the loss that listeners see
   */
  public void step(INDArray gradient, double score) {
    INDArray view = adapter.gradientsView();
    RowCopies.copy(gradient, view);
    adapter.setScore(score);
    listeners().forEach(listener -> listener.onGradientCalculation(model()));
    int iteration = iteration();
    int epoch = epoch();
    move(view, iteration, epoch);
    try {
      listeners().forEach(listener -> listener.iterationDone(model(), iteration, epoch));
    } finally {
      setCounts(iteration + 1, epoch);
      model().applyConstraints(iteration + 1, epoch);
    }
  }

  private void move(INDArray view, int iteration, int epoch) {
    INDArray parameters = model().params();
    Optional<SgdStep> plain =
        SgdStep.of(adapter.updater(), model().gradient().gradient(), view, parameters);
    if (plain.isPresent()) {
      plain.get().take(view, parameters, iteration, epoch);
      return;
    }
    adapter.runUpdater(iteration, epoch);
    parameters.subi(view.reshape(parameters.shape()));
  }

  /** Tells the listeners that a pass over the data begins. */
  public void startEpoch() {
    listeners().forEach(listener -> listener.onEpochStart(model()));
  }

  /** Tells the listeners that a pass over the data is done, and counts it. */
  public void endEpoch() {
    listeners().forEach(listener -> listener.onEpochEnd(model()));
    setCounts(iteration(), epoch() + 1);
  }

  /** Counts an iteration in which no step is taken. */
  public void skip() {
    setCounts(iteration() + 1, epoch());
  }

  /**
   * Replaces the updater of every layer by plain SGD.
   *
   * @param schedule the step sizes
   * @throws IllegalArgumentException if a layer keeps an updater of its own
   */
  public void useSgd(ISchedule schedule) {
    PlainSgd.use(adapter, schedule);
  }

  /**
   * What the updater remembers, such as momenta.
   *
   * @return live; empty if it remembers nothing
   */
  public Optional<INDArray> updaterState() {
    return Optional.ofNullable(adapter.updaterView()).filter(state -> !state.isEmpty());
  }

  /**
   * Makes the updater go on where another ended.
   *
   * @param state what it remembered
   * @throws IllegalArgumentException if it remembered something else than this one does
   */
  public void resumeUpdater(Optional<INDArray> state) {
    Optional<INDArray> own = updaterState();
    long needed = own.map(INDArray::length).orElse(0L);
    long given = state.map(INDArray::length).orElse(0L);
    if (needed != given) {
      throw new IllegalArgumentException(
          "state: need an updater's state of " + needed + " values, got " + given);
    }
    own.ifPresent(view -> view.assign(state.orElseThrow().reshape(view.shape())));
  }
}
