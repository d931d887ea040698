package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.Bulyan;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.GeometricMedian;
import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.MultiKrum;
import io.github.brsgd.data.DatasetLoader;
import io.github.brsgd.data.DatasetLocation;
import io.github.brsgd.data.DatasetLocator;
import io.github.brsgd.data.KnownDataset;
import io.github.brsgd.data.Split;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * What Bulyan was made for: one coordinate of the aggregate of real gradients, m = 23, q = 5, of
 * the network 784-100-10 on minibatches of 32 at its first point.
 */
class OneCoordinateOnMnistTest {

  private static final int M = 23;
  private static final int Q = 5;
  private static final int BATCH = 32;

  private static DataSet images;
  private static INDArray gradients;

  @BeforeEach
  void computeGradients() {
    if (gradients != null) {
      return;
    }
    String folder = System.getenv(DatasetLocator.VARIABLE);
    assumeThat(folder).as("BRSGD_DATA is set").isNotNull();
    DatasetLocation location =
        new DatasetLocation(KnownDataset.MNIST, Path.of(folder, "mnist"), DatasetLocator.VARIABLE);
    assumeThat(location.isUsable()).as("MNIST is in BRSGD_DATA").isTrue();
    images = DatasetLoader.load(location, Split.TEST).toDataSet();
    gradients = gradients(0);
  }

  /** The gradients of the first minibatches, or of the next ones, or of those after them. */
  private static INDArray gradients(int draw) {
    MultiLayerNetwork network = network();
    INDArray rowsOfNodes =
        Nd4j.createUninitialized(network.params().dataType(), M, network.numParams());
    for (int node = 0; node < M; node++) {
      int first = (draw * M + node) * BATCH;
      var rows = NDArrayIndex.interval(first, first + BATCH);
      network.setInput(images.getFeatures().get(rows, NDArrayIndex.all()));
      network.setLabels(images.getLabels().get(rows, NDArrayIndex.all()));
      network.computeGradientAndScore();
      rowsOfNodes.getRow(node, true).assign(network.getFlattenedGradients().div(BATCH));
    }
    return rowsOfNodes;
  }

  private static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .weightInit(WeightInit.XAVIER)
                .updater(new Sgd(1))
                .list()
                .layer(
                    new DenseLayer.Builder().nIn(784).nOut(100).activation(Activation.RELU).build())
                .layer(
                    new OutputLayer.Builder()
                        .nIn(100)
                        .nOut(10)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    return network;
  }

  /** How many honest deviations the attack moves the attacked coordinate of the aggregate. */
  private static double moved(Aggregator rule, OptionalInt index) {
    INDArray updates = gradients.dup();
    OneCoordinate attack =
        index.isPresent() ? new OneCoordinate(index.getAsInt()) : new OneCoordinate();
    attack.forge(
        new AttackContext(
            updates,
            new FixedAttackers().select(M, Q, 0),
            Nd4j.zeros(1, updates.size(1)),
            1,
            rule,
            0,
            1));
    int j = index.orElseGet(() -> Nd4j.argMax(deviation()).getInt(0));
    INDArray aggregate = rule.aggregate(updates, AggregationContext.first(1)).vector();
    return Math.abs(aggregate.getDouble(j) - honest().mean(0).getDouble(j))
        / deviation().getDouble(j);
  }

  private static INDArray honest() {
    return Nd4j.pullRows(gradients, 1, IntStream.range(0, M - Q).toArray());
  }

  private static INDArray deviation() {
    return honest().std(true, 0);
  }

  /** The coordinate whose deviation is the median of those that are not 0. */
  private static OptionalInt typicalCoordinate() {
    double[] deviation = deviation().toDoubleVector();
    int[] used =
        IntStream.range(0, deviation.length)
            .filter(j -> deviation[j] > 0)
            .boxed()
            .sorted(Comparator.comparingDouble(j -> deviation[j]))
            .mapToInt(Integer::intValue)
            .toArray();
    return OptionalInt.of(used[used.length / 2]);
  }

  @Test
  void rulesThatTakeWholeRowsFollowFar() {
    OptionalInt index = typicalCoordinate();
    assertThat(moved(new Krum(Q), index)).isGreaterThan(8);
    assertThat(moved(new MultiKrum(Q), index)).isGreaterThan(8);
    assertThat(moved(new GeometricMedian(), index)).isGreaterThan(8);
  }

  /** In units of its own deviation the coordinate that varies most is the hardest to move. */
  @Test
  void evenInTheCoordinateThatVariesMost() {
    assertThat(moved(new Krum(Q), OptionalInt.empty())).isGreaterThan(20);
    assertThat(moved(new MultiKrum(Q), OptionalInt.empty())).isGreaterThan(8);
    assertThat(moved(new GeometricMedian(), OptionalInt.empty())).isGreaterThan(6);
  }

  /** The coordinate that varies most, over all minibatches there are: 13 draws. */
  @Test
  @Tag("slow")
  void overManyMinibatches() {
    for (int draw = 0; draw < 13; draw++) {
      gradients = gradients(draw);
      assertThat(moved(new Krum(Q), OptionalInt.empty())).isBetween(25.0, 44.0);
      assertThat(moved(new MultiKrum(Q), OptionalInt.empty())).isBetween(8.8, 16.4);
      assertThat(moved(new GeometricMedian(), OptionalInt.empty())).isBetween(5.8, 10.6);
      assertThat(moved(new Bulyan(Q, Bulyan.Base.KRUM), OptionalInt.empty())).isLessThan(1.4);
      assertThat(moved(new CoordinateWiseMedian(), OptionalInt.empty())).isLessThan(0.9);
    }
    gradients = null;
  }

  @Test
  void rulesThatLookAtEachCoordinateDoNot() {
    for (OptionalInt index : List.of(OptionalInt.empty(), typicalCoordinate())) {
      assertThat(moved(new Bulyan(Q, Bulyan.Base.KRUM), index)).isLessThan(2);
      assertThat(moved(new CoordinateWiseMedian(), index)).isLessThan(1);
    }
  }
}
