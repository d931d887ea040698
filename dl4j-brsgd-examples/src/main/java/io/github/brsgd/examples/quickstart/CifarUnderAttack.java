package io.github.brsgd.examples.quickstart;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.aggregation.MultiKrum;
import io.github.brsgd.attack.InnerProductManipulation;
import io.github.brsgd.data.DatasetLoader;
import io.github.brsgd.data.DatasetLocation;
import io.github.brsgd.data.DatasetLocator;
import io.github.brsgd.data.ImageDataset;
import io.github.brsgd.data.ImageShape;
import io.github.brsgd.data.KnownDataset;
import io.github.brsgd.data.PixelScaling;
import io.github.brsgd.data.Split;
import io.github.brsgd.data.SyntheticDigits;
import io.github.brsgd.schedule.BrsgdSchedule;
import io.github.brsgd.training.BrsgdTrainingMaster;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.deeplearning4j.datasets.iterator.utilty.SingletonDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Colour images and a convolutional network under attack: two of ten nodes send minus five times
 * the honest mean.
 *
 * <p>CIFAR-10 where it is found; the mean should end near 10%, multi-Krum between 25 and 40%, which
 * is what so small a network learns in so few rounds. Where it is not found the program says so and
 * takes the synthetic digits, which are grey and easier: multi-Krum above 45%.
 *
 * @since 0.2
 */
public final class CifarUnderAttack {

  private static final int NODES = 10;
  private static final int ATTACKERS = 2;
  private static final int ROUNDS = 50;
  private static final int TRAINING = 6_000;
  private static final int TEST = 1_000;

  private CifarUnderAttack() {}

  /**
   * Runs the example.
   *
   * @param args the number of rounds; none for 50
   */
  public static void main(String[] args) {
    int rounds = args.length == 0 ? ROUNDS : Integer.parseInt(args[0]);
    DatasetLocator locator = DatasetLocator.standard(Optional.empty(), Path.of(""));
    Optional<DatasetLocation> found = locator.find(KnownDataset.CIFAR10);
    if (found.isEmpty()) {
      System.out.println(
          locator.explain(KnownDataset.CIFAR10)
              + ". Synthetic digits instead; BRSGD_DATA=DIR names a folder with cifar10/ in it.");
    }
    ImageDataset trainingImages =
        found
            .map(cifar -> DatasetLoader.load(cifar, Split.TRAIN).first(TRAINING))
            .orElseGet(() -> SyntheticDigits.generate(TRAINING, 1));
    ImageDataset testImages =
        found
            .map(cifar -> DatasetLoader.load(cifar, Split.TEST).first(TEST))
            .orElseGet(() -> SyntheticDigits.generate(TEST, 2));

    // Every channel to mean 0 and deviation 1, as measured on the training images alone.
    PixelScaling scaling = PixelScaling.fit(trainingImages);
    DataSet training = trainingImages.toDataSet(scaling);
    DataSet test = testImages.toDataSet(scaling);

    System.out.println("test accuracy on " + testImages.name() + ", 2 of 10 nodes attack");
    for (Aggregator rule : List.of(new Mean(), new MultiKrum(ATTACKERS))) {
      MultiLayerNetwork network = network(trainingImages.shape(), trainingImages.classes());
      BrsgdTrainingMaster.builder()
          .nodes(NODES)
          .byzantine(rule.byzantine().orElse(ATTACKERS))
          .rule(rule)
          .attack(new InnerProductManipulation(5))
          .attackers(ATTACKERS)
          .schedule(new BrsgdSchedule(0.2, 0.55))
          .batchSize(16)
          .rounds(rounds)
          .seed(1)
          .build()
          .fit(network, training);
      double percent = 100 * network.evaluate(new SingletonDataSetIterator(test)).accuracy();
      System.out.println(String.format(Locale.ROOT, "%-16s %5.1f%%", rule, percent));
    }
    System.out.println(
        found.isPresent()
            ? "expected: mean near 10%, multi-krum 25 to 40%"
            : "expected: mean near 10%, multi-krum above 45%");
  }

  /** One convolution over patches of 4 x 4 pixels: few enough sums for two cores. */
  private static MultiLayerNetwork network(ImageShape shape, int classes) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .weightInit(WeightInit.RELU)
                .list()
                .layer(
                    new ConvolutionLayer.Builder(4, 4)
                        .stride(4, 4)
                        .nOut(16)
                        .activation(Activation.RELU)
                        .build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(classes)
                        .activation(Activation.SOFTMAX)
                        .build())
                // The images come as rows, channel by channel.
                .setInputType(
                    InputType.convolutionalFlat(shape.height(), shape.width(), shape.channels()))
                .build());
    network.init();
    return network;
  }
}
