package io.github.brsgd.training;

import io.github.brsgd.aggregation.Bulyan;
import io.github.brsgd.aggregation.CenteredClipping;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.DivideAndConquer;
import io.github.brsgd.aggregation.GeometricMedian;
import io.github.brsgd.aggregation.IterativeFilter;
import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.MeanAroundMedian;
import io.github.brsgd.aggregation.Monna;
import io.github.brsgd.aggregation.MultiKrum;
import io.github.brsgd.aggregation.Smea;
import io.github.brsgd.aggregation.TrimmedMean;
import io.github.brsgd.aggregation.pre.Bucketing;
import io.github.brsgd.aggregation.pre.Clipping;
import io.github.brsgd.aggregation.pre.NearestNeighborMixing;
import io.github.brsgd.aggregation.pre.PreAggregated;
import io.github.brsgd.attack.ALittleIsEnough;
import io.github.brsgd.attack.ChangingAttackers;
import io.github.brsgd.attack.GaussianNoise;
import io.github.brsgd.attack.InnerProductManipulation;
import io.github.brsgd.attack.LabelFlip;
import io.github.brsgd.attack.Mimic;
import io.github.brsgd.attack.MinMax;
import io.github.brsgd.attack.MinSum;
import io.github.brsgd.attack.NonFinite;
import io.github.brsgd.attack.OneCoordinate;
import io.github.brsgd.attack.OptimalALittleIsEnough;
import io.github.brsgd.attack.OptimalInnerProductManipulation;
import io.github.brsgd.attack.SignFlipping;
import io.github.brsgd.attack.Stale;
import io.github.brsgd.schedule.BrsgdSchedule;
import io.github.brsgd.theory.IterateWeights;
import io.github.brsgd.training.server.FailedRound;
import java.util.List;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Runs whose bits are recorded: every kind of rule, attack and network, and everything that has a
 * memory or draws.
 */
enum GoldenRun {
  KRUM_SIGN_FLIP(Networks.SGD, b -> b.rule(new Krum(2)).attack(new SignFlipping())),
  CHAIN_ALIE_ADAM(
      Networks.ADAM,
      b ->
          b.rule(
                  new PreAggregated(
                      List.of(new Clipping(0.5), new NearestNeighborMixing(2)), new TrimmedMean(2)))
              .attack(new ALittleIsEnough(1.5))),
  CENTERED_CLIPPING_MIMIC_DROPOUT(
      Networks.DROPOUT, b -> b.rule(new CenteredClipping(0.1, 3)).attack(new Mimic(null, 5))),
  MEDIAN_CHANGING_GAUSSIAN_BATCH_NORM(
      Networks.CONVOLUTION_BATCH_NORM,
      b ->
          b.rule(new CoordinateWiseMedian())
              .attack(new GaussianNoise(200))
              .attackerSelection(new ChangingAttackers(5))),
  MULTI_KRUM_STALE_GRAPH(
      Networks.GRAPH_BATCH_NORM, b -> b.rule(new MultiKrum(2)).attack(new Stale(3))),
  TRIMMED_MEAN_LABEL_FLIP_SAMPLED(
      Networks.NESTEROVS,
      b ->
          b.rule(new TrimmedMean(2))
              .poisoning(new LabelFlip())
              .sampleIterate(new IterateWeights(0))),
  GEOMETRIC_MEDIAN_IPM_DOUBLES(
      Networks.DOUBLES, b -> b.rule(new GeometricMedian()).attack(new InnerProductManipulation(9))),
  BULYAN_ONE_COORDINATE_CENTER_LOSS(
      Networks.CENTER_LOSS,
      b -> b.rule(new Bulyan(2, Bulyan.Base.KRUM)).attack(new OneCoordinate())),
  MEAN_AROUND_MEDIAN_MIN_MAX_FROZEN(
      Networks.FROZEN, b -> b.rule(new MeanAroundMedian(2)).attack(new MinMax())),
  DIVIDE_AND_CONQUER_OPTIMAL_ALIE_SCHEDULE(
      Networks.ADAM,
      b ->
          b.rule(new DivideAndConquer(2, 2, 1, 50))
              .attack(new OptimalALittleIsEnough())
              .schedule(new BrsgdSchedule(0.5, 0.6))
              .sampleIterate(new IterateWeights(0))),
  FILTER_ONE_NAN_CLIPPED(
      Networks.L1_L2_CLIPPED,
      b -> b.rule(new IterativeFilter(2)).attack(new NonFinite(NonFinite.Kind.ONE_NAN))),
  SMEA_MIN_SUM_LSTM(Networks.LSTM_SEQUENCE, b -> b.rule(new Smea(2)).attack(new MinSum())),
  BUCKETING_OPTIMAL_IPM_GRAPH(
      Networks.GRAPH,
      b ->
          b.rule(new PreAggregated(new Bucketing(2), new CoordinateWiseMedian()))
              .attack(new OptimalInnerProductManipulation())),
  MONNA_SKIPPED_SAMPLED(
      Networks.MAX_NORM,
      b ->
          b.rule(new Monna(2, 0))
              .attack(new NonFinite(NonFinite.Kind.NAN))
              .attackers(3)
              .onFailedRound(FailedRound.SKIP)
              .sampleIterate(new IterateWeights(0)));

  static final int ROUNDS = 24;

  private final Networks network;
  private final UnaryOperator<BrsgdTrainingMasterBuilder> settings;

  GoldenRun(Networks network, UnaryOperator<BrsgdTrainingMasterBuilder> settings) {
    this.network = network;
    this.settings = settings;
  }

  Model network() {
    return network.create();
  }

  DataSet examples() {
    return network.isRecurrent() ? Examples.sequences(150, 1, true) : Examples.flat(150, 1);
  }

  /** Eleven nodes, two Byzantine, and what the run is about; 150 examples, a tail left over. */
  BrsgdTrainingMasterBuilder builder() {
    return settings.apply(
        BrsgdTrainingMaster.builder().nodes(11).byzantine(2).attackers(2).batchSize(5).seed(12));
  }
}
