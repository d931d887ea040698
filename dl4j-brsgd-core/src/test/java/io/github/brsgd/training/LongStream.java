package io.github.brsgd.training;

import io.github.brsgd.aggregation.MultiKrum;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** One pass over a stream of so many megabytes of examples; prints the most memory it held. */
final class LongStream {

  private static final int BATCH = 32;
  private static final int FEATURES = 784;
  private static final int CLASSES = 10;

  private LongStream() {}

  /** Made anew batch by batch, as a reader of files does. */
  private static final class Made implements DataSetIterator {

    private static final long serialVersionUID = 1;

    private final long batches;
    private long given;

    Made(long batches) {
      this.batches = batches;
    }

    @Override
    public boolean hasNext() {
      return given < batches;
    }

    @Override
    public DataSet next() {
      SplittableRandom random = new SplittableRandom(given++);
      float[] features = new float[BATCH * FEATURES];
      for (int i = 0; i < features.length; i++) {
        features[i] = (float) random.nextDouble();
      }
      float[] labels = new float[BATCH * CLASSES];
      for (int i = 0; i < BATCH; i++) {
        labels[i * CLASSES + random.nextInt(CLASSES)] = 1;
      }
      INDArray made = Nd4j.createFromArray(features).reshape(BATCH, FEATURES);
      return new DataSet(made, Nd4j.createFromArray(labels).reshape(BATCH, CLASSES));
    }

    @Override
    public DataSet next(int examples) {
      throw new UnsupportedOperationException("batches have one size");
    }

    @Override
    public int inputColumns() {
      return FEATURES;
    }

    @Override
    public int totalOutcomes() {
      return CLASSES;
    }

    @Override
    public boolean resetSupported() {
      return true;
    }

    @Override
    public boolean asyncSupported() {
      return true;
    }

    @Override
    public void reset() {
      given = 0;
    }

    @Override
    public int batch() {
      return BATCH;
    }

    @Override
    public void setPreProcessor(DataSetPreProcessor preProcessor) {
      throw new UnsupportedOperationException("values are in [0, 1]");
    }

    @Override
    public DataSetPreProcessor getPreProcessor() {
      return null;
    }

    @Override
    public List<String> getLabels() {
      return List.of();
    }
  }

  /** Peak resident kilobytes after one epoch of {@code args[0]} megabytes. */
  public static void main(String[] args) throws IOException {
    long batches = Long.parseLong(args[0]) * 1_000_000 / (BATCH * (FEATURES + CLASSES) * 4);
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Sgd(0.01))
                .list()
                .layer(
                    new DenseLayer.Builder()
                        .nIn(FEATURES)
                        .nOut(100)
                        .activation(Activation.RELU)
                        .build())
                .layer(
                    new OutputLayer.Builder()
                        .nIn(100)
                        .nOut(CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    BrsgdTrainingMaster.builder()
        .nodes(8)
        .byzantine(2)
        .rule(new MultiKrum(2))
        .seed(1)
        .workers(2)
        .streaming()
        .epochs(1)
        .build()
        .fit(network, new Made(batches));
    System.out.println("peak " + ChildProcess.kilobytes("VmHWM"));
  }
}
