package io.github.brsgd.training.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.UpdaterCreator;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** A {@code MultiLayerNetwork}. */
final class SequentialNetwork extends NetworkAdapter {

  private final MultiLayerNetwork network;
  private Optional<DenseNetwork> dense = Optional.empty();

  SequentialNetwork(MultiLayerNetwork network) {
    this.network = network;
  }

  @Override
  MultiLayerNetwork model() {
    return network;
  }

  @Override
  NetworkAdapter replica(INDArray parameters) {
    MultiLayerNetwork copy =
        new MultiLayerNetwork(Configurations.copy(network.getLayerWiseConfigurations()));
    copy.init(parameters, false);
    return new SequentialNetwork(copy);
  }

  @Override
  void useFastLayers() {
    Layer[] layers = network.getLayers();
    for (int i = 0; i < layers.length; i++) {
      layers[i] = FastLayers.of(layers[i], i == 0, network.params().dataType());
    }
    // What layers are set to keep is kept only where the network says so too.
    network.getLayerWiseConfigurations().setCacheMode(CacheMode.DEVICE);
    dense = FastLayers.dense(network);
  }

  @Override
  OptionalDouble gradient(MultiDataSet batch, INDArray target) {
    requireSingleArrays(batch);
    return dense.isPresent() ? dense.get().gradient(batch, target) : OptionalDouble.empty();
  }

  @Override
  List<Trainable> layers() {
    return Arrays.stream(network.getLayers())
        .filter(layer -> layer.numParams() > 0)
        .map(Trainable.class::cast)
        .toList();
  }

  @Override
  void setBatch(MultiDataSet batch) {
    requireSingleArrays(batch);
    network.setInput(batch.getFeatures(0));
    network.setLabels(batch.getLabels(0));
    network.setLayerMaskArrays(batch.getFeaturesMaskArray(0), batch.getLabelsMaskArray(0));
  }

  private static void requireSingleArrays(MultiDataSet batch) {
    if (batch.numFeatureArrays() != 1 || batch.numLabelsArrays() != 1) {
      throw new IllegalArgumentException(
          "need one array of features and one of labels, got "
              + batch.numFeatureArrays()
              + " and "
              + batch.numLabelsArrays());
    }
  }

  @Override
  void computeGradientAndScore() {
    network.computeGradientAndScore();
  }

  @Override
  void clearBatch() {
    clearMasks();
    network.clearLayersStates();
  }

  @Override
  void clearMasks() {
    network.clearLayerMaskArrays();
  }

  @Override
  INDArray gradientsView() {
    return network.getGradientsViewArray();
  }

  @Override
  void createGradientsView() {
    network.initGradientsView();
  }

  @Override
  void setGradientView(Trainable layer, INDArray view) {
    ((Layer) layer).setBackpropGradientsViewArray(view);
  }

  @Override
  Updater updater() {
    return network.getUpdater();
  }

  @Override
  void runUpdater(int iteration, int epoch) {
    network
        .getUpdater()
        .update(network, network.gradient(), iteration, epoch, 1, LayerWorkspaceMgr.noWorkspaces());
  }

  @Override
  void replaceListeners(List<TrainingListener> listeners) {
    network.setListeners(new ArrayList<>(listeners));
    for (Layer layer : network.getLayers()) {
      layer.setListeners(new ArrayList<>(listeners));
    }
  }

  @Override
  List<TrainingListener> listeners() {
    return List.copyOf(network.getListeners());
  }

  @Override
  int iteration() {
    return network.getIterationCount();
  }

  @Override
  int epoch() {
    return network.getEpochCount();
  }

  @Override
  void setCounts(int iteration, int epoch) {
    network.setIterationCount(iteration);
    network.setEpochCount(epoch);
    for (Layer layer : network.getLayers()) {
      layer.setIterationCount(iteration);
      layer.setEpochCount(epoch);
    }
  }

  @Override
  void setScore(double score) {
    network.setScore(score);
  }

  @Override
  boolean averagesOverBatch() {
    return network.conf().isMiniBatch();
  }

  @Override
  INDArray[] outputs(MultiDataSet examples) {
    requireSingleArrays(examples);
    return new INDArray[] {
      network.output(
          examples.getFeatures(0),
          false,
          examples.getFeaturesMaskArray(0),
          examples.getLabelsMaskArray(0))
    };
  }

  @Override
  List<org.deeplearning4j.nn.conf.layers.Layer> configurations() {
    return Arrays.stream(network.getLayers()).map(layer -> layer.conf().getLayer()).toList();
  }

  @Override
  INDArray updaterView() {
    return network.getUpdater().getStateViewArray();
  }

  @Override
  void resetUpdater() {
    network.setUpdater(UpdaterCreator.getUpdater(network));
  }
}
