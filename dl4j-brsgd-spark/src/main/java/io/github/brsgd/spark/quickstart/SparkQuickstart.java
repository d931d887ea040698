package io.github.brsgd.spark.quickstart;

import io.github.brsgd.aggregation.MultiKrum;
import io.github.brsgd.attack.SignFlipping;
import io.github.brsgd.data.DatasetLoader;
import io.github.brsgd.data.DatasetLocation;
import io.github.brsgd.data.DatasetLocator;
import io.github.brsgd.data.ImageDataset;
import io.github.brsgd.data.KnownDataset;
import io.github.brsgd.data.Split;
import io.github.brsgd.data.SyntheticDigits;
import io.github.brsgd.schedule.BrsgdSchedule;
import io.github.brsgd.spark.SparkBrsgdTrainingMaster;
import io.github.brsgd.spark.Transport;
import io.github.brsgd.training.BrsgdTrainingMaster;
import io.github.brsgd.training.node.WorkerMomentum;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.datasets.iterator.utilty.SingletonDataSetIterator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Digits under attack, on Spark and in this process: three of fifteen nodes send the opposite of
 * their gradient, and both networks get the same accuracy, with collected rows from the same bits.
 *
 * <p>Runs on two threads of this process unless Spark is told another master, as by {@code
 * spark-submit --master}.
 *
 * @since 0.2
 */
public final class SparkQuickstart {

  private static final int NODES = 15;
  private static final int ATTACKERS = 3;
  private static final int ROUNDS = 30;
  private static final int TRAINING = 6_000;
  private static final int TEST = 1_000;
  private static final int HIDDEN = 100;

  private SparkQuickstart() {}

  /**
   * Runs the example.
   *
   * @param args the number of rounds, none for 30; then {@code collect} or {@code sharded}, none
   *     for the first
   */
  public static void main(String[] args) {
    int rounds = args.length < 1 ? ROUNDS : Integer.parseInt(args[0]);
    Transport transport =
        args.length < 2 ? Transport.COLLECT : Transport.valueOf(args[1].toUpperCase(Locale.ROOT));
    Optional<DatasetLocation> found =
        DatasetLocator.standard(Optional.empty(), Path.of("")).find(KnownDataset.MNIST);
    ImageDataset training =
        found
            .map(mnist -> DatasetLoader.load(mnist, Split.TRAIN).first(TRAINING))
            .orElseGet(() -> SyntheticDigits.generate(TRAINING, 1));
    ImageDataset test =
        found
            .map(mnist -> DatasetLoader.load(mnist, Split.TEST).first(TEST))
            .orElseGet(() -> SyntheticDigits.generate(TEST, 2));
    BrsgdTrainingMaster local =
        BrsgdTrainingMaster.builder()
            .nodes(NODES)
            .byzantine(ATTACKERS)
            .rule(new MultiKrum(ATTACKERS))
            .attack(new SignFlipping(true, 4))
            .attackers(ATTACKERS)
            .nodeUpdate(new WorkerMomentum(0.9))
            .schedule(new BrsgdSchedule(1, 0.55))
            .batchSize(32)
            .rounds(rounds)
            .seed(1)
            .build();
    SparkConf conf =
        new SparkConf().setAppName("SparkQuickstart").setIfMissing("spark.master", "local[2]");
    try (JavaSparkContext context = new JavaSparkContext(conf)) {
      SparkBrsgdTrainingMaster remote =
          SparkBrsgdTrainingMaster.builder(local).transport(transport).build();
      SparkDl4jMultiLayer network =
          new SparkDl4jMultiLayer(context, configuration(training), remote);
      DataSet examples = training.toDataSet();
      long start = System.nanoTime();
      network.fit(context.parallelize(examples.batchBy(100)));
      print(test, network.getNetwork(), "on Spark, rows " + transport, start);
      MultiLayerNetwork twin = new MultiLayerNetwork(configuration(training));
      twin.init();
      start = System.nanoTime();
      local.fit(twin, examples);
      print(test, twin, "in this process", start);
      double apart =
          twin.params().distance2(network.getNetwork().params())
              / twin.params().norm2Number().doubleValue();
      System.out.println(
          String.format(Locale.ROOT, "parameters differ by %.1e of their norm", apart));
    }
  }

  private static MultiLayerConfiguration configuration(ImageDataset images) {
    int inputs = images.shape().size();
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .list(
            new DenseLayer.Builder().nIn(inputs).nOut(HIDDEN).activation(Activation.RELU).build(),
            new OutputLayer.Builder(LossFunction.NEGATIVELOGLIKELIHOOD)
                .nIn(HIDDEN)
                .nOut(images.classes())
                .activation(Activation.SOFTMAX)
                .build())
        .build();
  }

  private static void print(
      ImageDataset test, MultiLayerNetwork network, String where, long start) {
    double accuracy = network.evaluate(new SingletonDataSetIterator(test.toDataSet())).accuracy();
    System.out.println(
        String.format(
            Locale.ROOT,
            "%5.1f%% of %s, trained %s in %.1f s",
            100 * accuracy,
            test.name(),
            where,
            (System.nanoTime() - start) / 1e9));
  }
}
