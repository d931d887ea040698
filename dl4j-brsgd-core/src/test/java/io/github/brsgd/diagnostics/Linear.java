package io.github.brsgd.diagnostics;

import java.util.List;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** Linear regression in double: F(w, b) = mean (w x + b - y)^2, a quadratic with known Hessian. */
final class Linear {

  private static final int INPUTS = 2;

  private Linear() {}

  static MultiLayerNetwork network() {
    return network(new LossMSE());
  }

  static MultiLayerNetwork network(ILossFunction loss) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .dataType(DataType.DOUBLE)
                .updater(new Sgd(0.1))
                .list()
                .layer(
                    new OutputLayer.Builder(loss)
                        .nIn(INPUTS)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
    network.init();
    return network;
  }

  static DataSet examples(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] x = new double[n][INPUTS];
    double[][] y = new double[n][1];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < INPUTS; j++) {
        x[i][j] = (1 + j) * random.nextGaussian();
      }
      y[i][0] = x[i][0] - 2 * x[i][1] + random.nextGaussian();
    }
    return new DataSet(Nd4j.create(x), Nd4j.create(y));
  }

  /** The largest eigenvalue of 2 mean (x, 1)(x, 1)^T. */
  static double smoothness(DataSet examples) {
    int n = examples.numExamples();
    double[][] h = new double[INPUTS + 1][INPUTS + 1];
    for (int i = 0; i < n; i++) {
      double[] x = {
        examples.getFeatures().getDouble(i, 0), examples.getFeatures().getDouble(i, 1), 1
      };
      for (int r = 0; r < x.length; r++) {
        for (int c = 0; c < x.length; c++) {
          h[r][c] += 2 * x[r] * x[c] / n;
        }
      }
    }
    double[] v = {1, 1, 1};
    double length = 0;
    for (int i = 0; i < 1000; i++) {
      double[] next = new double[v.length];
      length = 0;
      for (int r = 0; r < v.length; r++) {
        for (int c = 0; c < v.length; c++) {
          next[r] += h[r][c] * v[c];
        }
        length += next[r] * next[r];
      }
      length = Math.sqrt(length);
      for (int r = 0; r < v.length; r++) {
        v[r] = next[r] / length;
      }
    }
    return length;
  }

  static List<DataSet> cut(DataSet examples, int size) {
    return examples.batchBy(size);
  }
}
