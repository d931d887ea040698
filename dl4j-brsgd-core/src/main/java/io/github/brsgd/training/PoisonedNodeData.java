package io.github.brsgd.training;

import io.github.brsgd.attack.DataPoisoning;
import io.github.brsgd.random.Purpose;
import io.github.brsgd.random.Seeds;
import io.github.brsgd.training.node.NodeData;
import io.github.brsgd.training.node.Reseeding;
import java.util.List;
import java.util.SplittableRandom;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** The data of nodes of which some alter theirs. */
final class PoisonedNodeData implements NodeData {

  private static final int TRIAL_BATCH = 500;

  private final NodeData honest;
  private final DataPoisoning poisoning;
  private final NodePlan plan;

  PoisonedNodeData(NodeData honest, DataPoisoning poisoning, NodePlan plan) {
    this.honest = honest;
    this.poisoning = poisoning;
    this.plan = plan;
  }

  /** The examples on which the poisoning shows. */
  static DataSetIterator trial(DataPoisoning poisoning, DataSetIterator test) {
    DataSet trial = poisoning.trial(ExampleReader.readAll(test));
    return new ListDataSetIterator<>(trial.asList(), TRIAL_BATCH);
  }

  @Override
  public int nodes() {
    return honest.nodes();
  }

  @Override
  public MultiDataSet batch(int node, int number) {
    MultiDataSet batch = honest.batch(node, number);
    int round = Math.floorDiv(number, plan.update().batches());
    List<Integer> attackers = plan.byzantine(round);
    int attacker = attackers.indexOf(node);
    if (attacker < 0) {
      return batch;
    }
    if (batch.numFeatureArrays() != 1 || batch.numLabelsArrays() != 1) {
      throw new IllegalArgumentException(
          "poisoning: need one array of features and one of labels, got "
              + batch.numFeatureArrays()
              + " and "
              + batch.numLabelsArrays());
    }
    return poisoning
        .poison(
            new DataSet(
                batch.getFeatures(0),
                batch.getLabels(0),
                first(batch.getFeaturesMaskArrays()),
                first(batch.getLabelsMaskArrays())),
            attacker,
            attackers.size(),
            new SplittableRandom(Seeds.derive(plan.seed(), Purpose.POISONING, number, node)))
        .toMultiDataSet();
  }

  private static INDArray first(INDArray[] masks) {
    return masks == null ? null : masks[0];
  }

  @Override
  public boolean skippable() {
    return honest.skippable();
  }

  @Override
  public boolean needsAll() {
    return honest.needsAll();
  }

  @Override
  public int epochsEnded(int number) {
    return honest.epochsEnded(number);
  }

  @Override
  public void begin(int number) {
    honest.begin(number);
  }

  @Override
  public List<Long> positions(int number) {
    return honest.positions(number);
  }

  @Override
  public void resume(List<Long> positions, Reseeding reseeding) {
    honest.resume(positions, reseeding);
  }
}
