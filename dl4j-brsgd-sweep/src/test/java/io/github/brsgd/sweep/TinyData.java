package io.github.brsgd.sweep;

import java.util.List;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** Two clouds of points in the plane, 400 to train on; its test data is not to be touched. */
public final class TinyData implements DataSource {

  /** How often the training data was read. */
  static final AtomicInteger READS = new AtomicInteger();

  private static final long serialVersionUID = 1;
  private static final int EXAMPLES = 400;

  @Override
  public void configure(Properties properties) {
    // Nothing to set.
  }

  @Override
  public DataSetIterator trainData() {
    READS.incrementAndGet();
    return new ListDataSetIterator<>(List.of(examples()), EXAMPLES);
  }

  @Override
  public Object testData() {
    throw new AssertionError("a sweep asked for the test set");
  }

  @Override
  public Class<?> getDataType() {
    return DataSetIterator.class;
  }

  static DataSet examples() {
    SplittableRandom random = new SplittableRandom(5);
    float[][] points = new float[EXAMPLES][2];
    INDArray labels = Nd4j.zeros(EXAMPLES, 2);
    for (int i = 0; i < EXAMPLES; i++) {
      int side = i % 2;
      points[i][0] = (float) (2 * side - 1 + 0.5 * random.nextGaussian());
      points[i][1] = (float) random.nextGaussian();
      labels.putScalar(i, side, 1);
    }
    return new DataSet(Nd4j.create(points), labels);
  }

  static Properties split() {
    Properties properties = new Properties();
    properties.setProperty(ValidationSplit.SOURCE, TinyData.class.getName());
    properties.setProperty(ValidationSplit.SHARE, "0.25");
    properties.setProperty(ValidationSplit.SEED, "3");
    return properties;
  }

  static Model network(long seed) {
    return network(seed, 4);
  }

  static Model widerNetwork(long seed) {
    return network(seed, 8);
  }

  private static Model network(long seed, int hidden) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(seed)
                .weightInit(WeightInit.XAVIER)
                .list()
                .layer(
                    new DenseLayer.Builder()
                        .nIn(2)
                        .nOut(hidden)
                        .activation(Activation.TANH)
                        .build())
                .layer(
                    new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                        .activation(Activation.SOFTMAX)
                        .nIn(hidden)
                        .nOut(2)
                        .build())
                .build());
    network.init();
    return network;
  }
}
