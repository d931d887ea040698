package io.github.brsgd.training.model;

import java.lang.ref.Reference;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.SgdUpdater;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * The step of plain SGD, {@code u = alpha A} and {@code w <- w - u}, in one pass over the memory
 * where Deeplearning4j makes three of operations that take longer than their pass. Same bits.
 */
final class SgdStep {

  /** Values at a time: three such arrays fit a core's nearest cache. */
  private static final int PIECE = 2048;

  private final List<UpdaterBlock> blocks;

  private SgdStep(List<UpdaterBlock> blocks) {
    this.blocks = blocks;
  }

  /**
   * The step that an updater would take, where it is plain SGD and nothing else in all parameters:
   * without regularisation, clipping, frozen layers or statistics.
   *
   * @param given the gradient that the updater would be handed
   * @param gradients where gradients are put
   * @param parameters of the network
   */
  static Optional<SgdStep> of(
      Updater updater, INDArray given, INDArray gradients, INDArray parameters) {
    boolean isKnown =
        updater.getClass() == MultiLayerUpdater.class
            || updater.getClass() == ComputationGraphUpdater.class;
    if (!isKnown
        || Nd4j.getExecutioner().type() != OpExecutioner.ExecutionerType.NATIVE_CPU
        || !DenseFloats.is(given)
        || !DenseFloats.is(gradients)
        || !DenseFloats.is(parameters)
        || DenseFloats.start(given).address() != DenseFloats.start(gradients).address()) {
      return Optional.empty();
    }
    List<UpdaterBlock> blocks = ((BaseMultiLayerUpdater<?>) updater).getUpdaterBlocks();
    long covered =
        blocks.stream()
            .filter(SgdStep::isPlain)
            .mapToLong(block -> block.getParamOffsetEnd() - block.getParamOffsetStart())
            .sum();
    return covered == parameters.length() ? Optional.of(new SgdStep(blocks)) : Optional.empty();
  }

  private static boolean isPlain(UpdaterBlock block) {
    return block.getGradientUpdater().getClass() == SgdUpdater.class
        && !block.isPretrainUpdaterBlock()
        && block.getLayersAndVariablesInBlock().stream()
            .allMatch(state -> isPlain(state.getLayer().getConfig(), state.getParamName()));
  }

  private static boolean isPlain(TrainingConfig layer, String parameter) {
    GradientNormalization clipping = layer.getGradientNormalization();
    List<Regularization> penalties = layer.getRegularizationByParam(parameter);
    return (clipping == null || clipping == GradientNormalization.None)
        && (penalties == null || penalties.isEmpty());
  }

  /**
   * Takes the step.
   *
   * @param gradients A in, u out
   * @param parameters w, moved
   */
  void take(INDArray gradients, INDArray parameters, int iteration, int epoch) {
    try {
      blocks.forEach(
          block ->
              take(
                  DenseFloats.start(gradients),
                  DenseFloats.start(parameters),
                  block,
                  rate(block, iteration, epoch)));
    } finally {
      Reference.reachabilityFence(gradients);
      Reference.reachabilityFence(parameters);
    }
  }

  private static float rate(UpdaterBlock block, int iteration, int epoch) {
    return (float) block.getGradientUpdater().getConfig().getLearningRate(iteration, epoch);
  }

  private static void take(
      FloatPointer update, FloatPointer moved, UpdaterBlock block, float rate) {
    float[] u = new float[PIECE];
    float[] w = new float[PIECE];
    for (long at = block.getParamOffsetStart(); at < block.getParamOffsetEnd(); at += PIECE) {
      int count = (int) Math.min(PIECE, block.getParamOffsetEnd() - at);
      update.position(at).get(u, 0, count);
      moved.position(at).get(w, 0, count);
      for (int i = 0; i < count; i++) {
        u[i] *= rate;
        w[i] -= u[i];
      }
      update.put(u, 0, count);
      moved.put(w, 0, count);
    }
  }
}
