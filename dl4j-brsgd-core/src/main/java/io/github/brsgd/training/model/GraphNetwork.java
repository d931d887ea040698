package io.github.brsgd.training.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** A {@code ComputationGraph}. */
final class GraphNetwork extends NetworkAdapter {

  private final ComputationGraph graph;

  GraphNetwork(ComputationGraph graph) {
    this.graph = graph;
  }

  @Override
  ComputationGraph model() {
    return graph;
  }

  @Override
  NetworkAdapter replica(INDArray parameters) {
    ComputationGraph copy = new ComputationGraph(Configurations.copy(graph.getConfiguration()));
    copy.init(parameters, false);
    return new GraphNetwork(copy);
  }

  @Override
  void useFastLayers() {
    Layer[] layers = graph.getLayers();
    for (GraphVertex vertex : graph.getVertices()) {
      if (vertex instanceof LayerVertex holder) {
        Layer layer = holder.getLayer();
        Layer fast = FastLayers.of(layer, readsData(holder), graph.params().dataType());
        holder.setLayer(fast);
        Arrays.asList(layers).replaceAll(each -> each == layer ? fast : each);
      }
    }
    // What layers are set to keep is kept only where the network says so too.
    graph.getConfiguration().setCacheMode(CacheMode.DEVICE);
  }

  private boolean readsData(GraphVertex vertex) {
    return Arrays.stream(vertex.getInputVertices())
        .allMatch(input -> graph.getVertices()[input.getVertexIndex()].isInputVertex());
  }

  @Override
  List<Trainable> layers() {
    GraphVertex[] vertices = graph.getVertices();
    return Arrays.stream(graph.topologicalSortOrder())
        .mapToObj(index -> vertices[index])
        .filter(vertex -> vertex.numParams() > 0)
        .map(Trainable.class::cast)
        .toList();
  }

  @Override
  void setBatch(MultiDataSet batch) {
    if (batch.numLabelsArrays() != graph.getNumOutputArrays()) {
      throw new IllegalArgumentException(
          "the graph has "
              + graph.getNumOutputArrays()
              + " outputs, the data "
              + batch.numLabelsArrays()
              + " arrays of labels");
    }
    graph.setInputs(batch.getFeatures());
    graph.setLabels(batch.getLabels());
    graph.setLayerMaskArrays(batch.getFeaturesMaskArrays(), batch.getLabelsMaskArrays());
  }

  @Override
  void computeGradientAndScore() {
    graph.computeGradientAndScore();
  }

  @Override
  void clearBatch() {
    clearMasks();
    graph.clearLayersStates();
  }

  @Override
  void clearMasks() {
    graph.clearLayerMaskArrays();
  }

  @Override
  INDArray gradientsView() {
    return graph.getFlattenedGradients();
  }

  @Override
  void createGradientsView() {
    graph.initGradientsView();
  }

  @Override
  void setGradientView(Trainable layer, INDArray view) {
    ((GraphVertex) layer).setBackpropGradientsViewArray(view);
  }

  @Override
  Updater updater() {
    return graph.getUpdater();
  }

  @Override
  void runUpdater(int iteration, int epoch) {
    graph
        .getUpdater()
        .update(graph.gradient(), iteration, epoch, 1, LayerWorkspaceMgr.noWorkspaces());
  }

  @Override
  void replaceListeners(List<TrainingListener> listeners) {
    graph.setListeners(new ArrayList<>(listeners));
    for (Layer layer : graph.getLayers()) {
      layer.setListeners(new ArrayList<>(listeners));
    }
  }

  @Override
  List<TrainingListener> listeners() {
    return List.copyOf(graph.getListeners());
  }

  @Override
  int iteration() {
    return graph.getIterationCount();
  }

  @Override
  int epoch() {
    return graph.getEpochCount();
  }

  @Override
  void setCounts(int iteration, int epoch) {
    graph.getConfiguration().setIterationCount(iteration);
    graph.getConfiguration().setEpochCount(epoch);
    for (Layer layer : graph.getLayers()) {
      layer.setIterationCount(iteration);
      layer.setEpochCount(epoch);
    }
  }

  @Override
  void setScore(double score) {
    graph.setScore(score);
  }

  @Override
  boolean averagesOverBatch() {
    return graph.conf().isMiniBatch();
  }

  @Override
  INDArray[] outputs(MultiDataSet examples) {
    return graph.output(
        false,
        examples.getFeatures(),
        examples.getFeaturesMaskArrays(),
        examples.getLabelsMaskArrays());
  }

  @Override
  List<org.deeplearning4j.nn.conf.layers.Layer> configurations() {
    return Arrays.stream(graph.getLayers()).map(layer -> layer.conf().getLayer()).toList();
  }

  @Override
  INDArray updaterView() {
    return graph.getUpdater().getStateViewArray();
  }

  @Override
  void resetUpdater() {
    graph.setUpdater(new ComputationGraphUpdater(graph));
  }
}
