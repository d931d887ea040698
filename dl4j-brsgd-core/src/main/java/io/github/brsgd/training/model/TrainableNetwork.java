package io.github.brsgd.training.model;

import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * A Deeplearning4j network taken apart into what a round needs: gradients without an update, and
 * updates from a gradient that came from elsewhere.
 *
 * <p>Together the two halves are Deeplearning4j's own {@code fit}, bit for bit. {@code
 * MultiLayerNetwork} and {@code ComputationGraph} share no type that can do this; the two members
 * of this family are their adapters.
 *
 * @since 0.1
 */
public abstract sealed class TrainableNetwork permits SequentialNetwork, GraphNetwork {

  /** Not for others to extend. */
  TrainableNetwork() {}

  /**
   * Adapts a network, initialising it where that has not been done.
   *
   * @param model a {@code MultiLayerNetwork} or a {@code ComputationGraph}
   * @return its adapter; the network itself is used, not copied
   * @throws IllegalArgumentException if the model is of another kind, has no parameters, uses
   *     truncated backpropagation through time, or another optimiser than stochastic gradient
   *     descent
   */
  public static TrainableNetwork of(Model model) {
    Objects.requireNonNull(model, "network");
    if (model instanceof MultiLayerNetwork network) {
      network.init();
      return new SequentialNetwork(Trainability.checked(network));
    }
    if (model instanceof ComputationGraph graph) {
      graph.init();
      return new GraphNetwork(Trainability.checked(graph));
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
  public abstract Model model();

  /**
   * Another network of the same configuration that works on the same parameter memory, with
   * gradients and activations of its own and no listeners.
   *
   * @return a replica for use by one other thread
   */
  public abstract TrainableNetwork replica();

  /**
   * The layers, or vertices, that have parameters, in the order of the parameter vector.
   *
   * @return live layers
   */
  abstract List<Trainable> layers();

  /** Hands the batch to the network, masks included. */
  abstract void setBatch(MultiDataSet batch);

  /** Runs forward and backward; the gradient is the sum over examples, without regularisation. */
  abstract void computeGradientAndScore();

  /** Forgets masks and activations of the batch. */
  abstract void clearBatch();

  abstract INDArray gradientsView();

  abstract void createGradientsView();

  /** Runs the updater on the gradients view, in place. */
  abstract void runUpdater(int iteration, int epoch);

  /**
   * Sets the listeners of the network.
   *
   * @param listeners instead of those it has
   */
  public abstract void replaceListeners(List<TrainingListener> listeners);

  /**
   * The listeners of the network.
   *
   * @return a copy
   */
  public abstract List<TrainingListener> listeners();

  /**
   * The iterations that the network has behind it.
   *
   * @return k, at least 0
   */
  public abstract int iteration();

  /**
   * The epochs that the network has behind it.
   *
   * @return at least 0
   */
  public abstract int epoch();

  /**
   * Sets both counts, which schedules of updaters and dropout read.
   *
   * @param iteration k
   * @param epoch completed epochs
   */
  public abstract void setCounts(int iteration, int epoch);

  /**
   * Sets the loss that listeners see.
   *
   * @param score mean loss
   */
  public abstract void setScore(double score);

  /** The network's predictions. */
  abstract INDArray output(DataSet examples);

  /**
   * Adds the network's predictions for some examples to an evaluation. A prediction with a NaN,
   * which is what is left of a network after a successful attack, is a wrong one.
   *
   * @param examples features, labels, masks
   * @param evaluation where to
   */
  public void evaluate(DataSet examples, Evaluation evaluation) {
    INDArray output = output(examples);
    INDArray labels = examples.getLabels();
    if (output.isNaN().any()) {
      for (long i = 0; i < output.size(0); i++) {
        INDArray prediction = output.slice(i);
        if (prediction.isNaN().any()) {
          prediction.assign(labels.slice(i).rsub(1));
        }
      }
    }
    evaluation.eval(labels, output, examples.getLabelsMaskArray());
  }

  /**
   * Evaluates the network as a classifier.
   *
   * @param examples read from their beginning to their end
   * @return the evaluation
   */
  public Evaluation evaluate(DataSetIterator examples) {
    examples.reset();
    Evaluation evaluation = new Evaluation();
    while (examples.hasNext()) {
      evaluate(examples.next(), evaluation);
    }
    return evaluation;
  }

  /** Whether gradients are divided by the batch size. */
  abstract boolean averagesOverBatch();

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
   * Which entries of the parameter vector have gradients and which have statistics.
   *
   * @return the layout
   */
  public SlotLayout slots() {
    return SlotLayout.of(layers());
  }

  /**
   * The step size of the next update: that of the first parameter whose updater has one.
   *
   * @return alpha_k, or NaN if no updater has a step size
   */
  public double learningRate() {
    for (Trainable layer : layers()) {
      for (String parameter : layer.paramTable(false).keySet()) {
        var updater = layer.getConfig().getUpdaterByParam(parameter);
        if (updater != null && updater.hasLearningRate()) {
          return updater.getLearningRate(iteration(), epoch());
        }
      }
    }
    return Double.NaN;
  }

  /**
   * Computes the gradient of the mean loss on a batch at the current parameters, without
   * regularisation and clipping, which are the updater's.
   *
   * @param batch features, labels, masks
   * @param slots this network's {@link #slots}
   * @param target 1 x d, overwritten
   * @return the loss, regularisation included
   */
  public double gradient(MultiDataSet batch, SlotLayout slots, INDArray target) {
    if (gradientsView() == null) {
      createGradientsView();
    }
    // Layers leave the slots of frozen and unsupervised parameters as they are.
    target.assign(0);
    writeGradientsTo(target);
    setBatch(batch);
    computeGradientAndScore();
    double loss = model().score();
    clearBatch();
    if (averagesOverBatch()) {
      slots.divideSums(target, batch.getLabels(0).size(0));
    }
    return loss;
  }

  /** Makes the layers write their gradients into a vector. */
  private void writeGradientsTo(INDArray vector) {
    INDArray flat = vector.reshape(vector.length());
    long from = 0;
    for (Trainable layer : layers()) {
      long to = from + layer.numParams();
      setGradientView(layer, SlotLayout.interval(flat, from, to));
      from = to;
    }
  }

  abstract void setGradientView(Trainable layer, INDArray view);

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
      setBatch(batch);
      computeGradientAndScore();
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "the network does not fit the data (" + Batches.describe(batch) + "): " + e.getMessage(),
          e);
    } finally {
      clearMasks();
      replaceListeners(listeners);
    }
  }

  abstract void clearMasks();

  /**
   * One iteration of {@code fit} with this gradient: updater with its regularisation and clipping,
   * step, listeners, count, constraints.
   *
   * @param gradient A_k, 1 x d
   * @param score the loss that listeners see
   */
  public void step(INDArray gradient, double score) {
    INDArray view = gradientsView();
    view.assign(gradient.reshape(view.shape()));
    setScore(score);
    for (TrainingListener listener : listeners()) {
      listener.onGradientCalculation(model());
    }
    int iteration = iteration();
    int epoch = epoch();
    runUpdater(iteration, epoch);
    INDArray parameters = model().params();
    parameters.subi(view.reshape(parameters.shape()));
    for (TrainingListener listener : listeners()) {
      listener.iterationDone(model(), iteration, epoch);
    }
    setCounts(iteration + 1, epoch);
    model().applyConstraints(iteration + 1, epoch);
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
    configurations().forEach(layer -> PlainSgd.set(layer, schedule));
    for (Trainable layer : layers()) {
      for (String parameter : layer.paramTable(false).keySet()) {
        PlainSgd.check(layer.getConfig(), parameter);
      }
    }
    resetUpdater();
  }

  /** The configuration of every layer. */
  abstract List<Layer> configurations();

  /** Makes a new updater from the configuration. */
  abstract void resetUpdater();
}
