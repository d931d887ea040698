package io.github.brsgd.examples.quickstart;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.aggregation.MultiKrum;
import io.github.brsgd.attack.InnerProductManipulation;
import io.github.brsgd.data.SyntheticDigits;
import io.github.brsgd.training.BrsgdEarlyStoppingTrainer;
import io.github.brsgd.training.BrsgdTrainingMaster;
import java.util.Locale;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.datasets.iterator.utilty.SingletonDataSetIterator;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.EarlyStoppingResult;
import org.deeplearning4j.earlystopping.scorecalc.DataSetLossCalculator;
import org.deeplearning4j.earlystopping.termination.InvalidScoreIterationTerminationCondition;
import org.deeplearning4j.earlystopping.termination.MaxEpochsTerminationCondition;
import org.deeplearning4j.earlystopping.termination.ScoreImprovementEpochTerminationCondition;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Deeplearning4j's early stopping around a run under attack: the server judges every epoch by
 * examples of its own, stops when their loss no longer falls and keeps the best network. Under the
 * mean nothing improves, and it soon gives up; with multi-Krum training goes on until the thousand
 * images are learnt by heart.
 *
 * @since 0.2
 */
public final class StopEarly {

  private static final int NODES = 10;
  private static final int ATTACKERS = 3;
  private static final int BATCH = 20;
  private static final int EPOCHS = 60;
  private static final int PATIENCE = 3;

  private StopEarly() {}

  /**
   * Runs the example.
   *
   * @param args the number of epochs at most; none for 60
   */
  public static void main(String[] args) {
    int epochs = args.length == 0 ? EPOCHS : Integer.parseInt(args[0]);
    DataSet images = SyntheticDigits.generate(1_000, 1).toDataSet();
    DataSet validation = SyntheticDigits.generate(500, 2).toDataSet();
    DataSet test = SyntheticDigits.generate(1_000, 3).toDataSet();
    for (Aggregator rule : new Aggregator[] {new Mean(), new MultiKrum(ATTACKERS)}) {
      BrsgdTrainingMaster master =
          BrsgdTrainingMaster.builder()
              .nodes(NODES)
              .byzantine(rule.byzantine().orElse(ATTACKERS))
              .rule(rule)
              .attack(new InnerProductManipulation(3))
              .attackers(ATTACKERS)
              .batchSize(BATCH)
              .seed(1)
              .build(); // no rounds, no epochs: the conditions say how long
      EarlyStoppingConfiguration<MultiLayerNetwork> config =
          new EarlyStoppingConfiguration.Builder<MultiLayerNetwork>()
              .scoreCalculator(
                  new DataSetLossCalculator(new SingletonDataSetIterator(validation), true))
              .epochTerminationConditions(
                  new MaxEpochsTerminationCondition(epochs),
                  new ScoreImprovementEpochTerminationCondition(PATIENCE))
              .iterationTerminationConditions(new InvalidScoreIterationTerminationCondition())
              .build();
      DataSetIterator train = new ListDataSetIterator<>(images.asList(), BATCH);
      // Instead of new EarlyStoppingTrainer(config, network(), train).fit():
      show(rule, new BrsgdEarlyStoppingTrainer<>(config, master, network(), train).fit(), test);
    }
    System.out.println("expected: Mean below 20% and ended within 10 epochs, MultiKrum 55 to 80%");
  }

  private static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.003))
                .weightInit(WeightInit.XAVIER)
                .list()
                .layer(
                    new DenseLayer.Builder().nIn(784).nOut(100).activation(Activation.RELU).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(100)
                        .nOut(10)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    return network;
  }

  private static void show(
      Aggregator rule, EarlyStoppingResult<MultiLayerNetwork> result, DataSet test) {
    DataSetIterator unseen = new SingletonDataSetIterator(test);
    System.out.println(
        String.format(
            Locale.ROOT,
            "%-22s %5.1f%%  best epoch %d of %d, ended by %s",
            rule.getClass().getSimpleName(),
            100 * result.getBestModel().evaluate(unseen).accuracy(),
            result.getBestModelEpoch() + 1,
            result.getTotalEpochs(),
            result.getTerminationDetails()));
  }
}
