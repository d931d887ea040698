package io.github.brsgd.training.model;

import java.util.List;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** What {@code MultiLayerNetwork} and {@code ComputationGraph} both can, but share no type for. */
abstract sealed class NetworkAdapter permits SequentialNetwork, GraphNetwork {

  /** The network itself. */
  abstract Model model();

  /** Another network of the same configuration on this parameter memory. */
  abstract NetworkAdapter replica(INDArray parameters);

  /** Makes the layers fast, where that can be done; for replicas only. */
  abstract void useFastLayers();

  /**
   * Computes the gradient of the mean loss without the layers, where there is a faster way.
   *
   * @return the loss, regularisation included; empty if there is none for this batch
   */
  OptionalDouble gradient(MultiDataSet batch, INDArray target) {
    return OptionalDouble.empty();
  }

  /** The layers, or vertices, that have parameters, in the order of the parameter vector; live. */
  abstract List<Trainable> layers();

  /** Hands the batch to the network, masks included. */
  abstract void setBatch(MultiDataSet batch);

  /** Runs forward and backward; the gradient is the sum over examples, without regularisation. */
  abstract void computeGradientAndScore();

  /** Forgets masks and activations of the batch. */
  abstract void clearBatch();

  abstract void clearMasks();

  abstract INDArray gradientsView();

  abstract void createGradientsView();

  /** Where a layer writes its gradient. */
  abstract void setGradientView(Trainable layer, INDArray view);

  /** The updater, with its settings as they are now. */
  abstract Updater updater();

  /** Runs the updater on the gradients view, in place. */
  abstract void runUpdater(int iteration, int epoch);

  /** The live state of the updater, null if it has none. */
  abstract INDArray updaterView();

  /** Makes a new updater from the configuration. */
  abstract void resetUpdater();

  /** Network and layers get lists of their own, to which users may add. */
  abstract void replaceListeners(List<TrainingListener> listeners);

  /** A copy of the list. */
  abstract List<TrainingListener> listeners();

  abstract int iteration();

  abstract int epoch();

  /** Sets both counts in the network and its layers. */
  abstract void setCounts(int iteration, int epoch);

  abstract void setScore(double score);

  /** Whether gradients are divided by the batch size. */
  abstract boolean averagesOverBatch();

  /** The network's predictions, of each of its outputs. */
  abstract INDArray[] outputs(MultiDataSet examples);

  /** The configuration of every layer. */
  abstract List<Layer> configurations();

  /** The step size of the first trained parameter whose updater has one, else NaN. */
  double learningRate() {
    for (Trainable layer : layers()) {
      if (SlotLayout.isFrozen(layer)) {
        continue;
      }
      for (String parameter : layer.paramTable(false).keySet()) {
        var updater = layer.getConfig().getUpdaterByParam(parameter);
        if (updater != null && updater.hasLearningRate()) {
          return updater.getLearningRate(iteration(), epoch());
        }
      }
    }
    return Double.NaN;
  }
}
