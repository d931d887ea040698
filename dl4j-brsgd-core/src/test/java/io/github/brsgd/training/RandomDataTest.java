package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.linalg.Bits;
import io.github.brsgd.linalg.Matrices;
import io.github.brsgd.linalg.Rows;
import io.github.brsgd.training.model.TrainableNetwork;
import io.github.brsgd.training.node.NodeData;
import io.github.brsgd.training.node.NodeRound;
import io.github.brsgd.training.node.NodeUpdate;
import io.github.brsgd.training.node.NodeWorkers;
import io.github.brsgd.training.server.ServerRound;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.data.Offset;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** One seed, one result, whoever computes what: data that draw, threads that fail, runs at once. */
class RandomDataTest {

  private static BrsgdTrainingMasterBuilder nine() {
    return BrsgdTrainingMaster.builder().nodes(9).byzantine(1).rule(new Krum(1)).seed(1);
  }

  /** Batches with noise from ND4J's own generator, as augmentations have it. */
  private record Augmented(int nodes) implements NodeData {
    @Override
    public MultiDataSet batch(int node, int round) {
      DataSet batch = Examples.flat(4, 100L * round + node);
      batch.setFeatures(batch.getFeatures().add(Nd4j.randn(DataType.FLOAT, 4, 36)));
      return batch.toMultiDataSet();
    }

    @Override
    public int epochsEnded(int number) {
      return 0;
    }
  }

  @Test
  void dataThatDrawGiveTheSameBitsForAnyNumberOfWorkers() {
    List<List<Long>> bits = new ArrayList<>();
    for (int workers : new int[] {1, 2, 4}) {
      Nd4j.getRandom().setSeed(workers);
      Model network = Networks.DROPOUT.create();
      nine().workers(workers).rounds(6).build().fit(network, new Augmented(9));
      bits.add(Bits.of(network.params()));
    }
    assertThat(bits.get(1)).isEqualTo(bits.get(0));
    assertThat(bits.get(2)).isEqualTo(bits.get(0));
  }

  /** Node 0 breaks at once, node 1 is still at work then. */
  private record BreaksAtOnce(CountDownLatch started, AtomicBoolean done) implements NodeUpdate {
    @Override
    public double write(NodeRound round, INDArray row) {
      try {
        if (round.node() == 0) {
          started.await();
          throw new AssertionError("an error in a worker");
        }
        started.countDown();
        Thread.sleep(300);
        row.assign(1);
        done.set(true);
        return 0;
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void nobodyIsStillAtWorkWhenAnErrorIsTold() {
    AtomicBoolean done = new AtomicBoolean();
    TrainableNetwork network = TrainableNetwork.of(Networks.SGD.create());
    try (NodeWorkers workers =
        new NodeWorkers(
            network, new Augmented(2), new BreaksAtOnce(new CountDownLatch(1), done), 2, 1)) {
      assertThatThrownBy(
              () -> workers.rows(List.of(0, 1), node -> Nd4j.create(DataType.FLOAT, 1, 323)))
          .isInstanceOf(AssertionError.class);
      assertThat(done).isTrue();
    }
  }

  @Test
  void runsAtTheSameTimeTakeTurnsAtTheTestExamples() throws Exception {
    DataSet examples = Examples.flat(90, 1);
    List<DataSet> test = Examples.flat(60, 2).asList();
    BrsgdTrainingMaster master =
        nine().batchSize(4).rounds(12).evaluateEvery(1, new ListDataSetIterator<>(test, 5)).build();
    String alone = master.fit(Networks.SGD.create(), examples).history().toCsv();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<Future<String>> runs = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        runs.add(
            threads.submit(() -> master.fit(Networks.SGD.create(), examples).history().toCsv()));
      }
      for (Future<String> run : runs) {
        assertThat(run.get()).isEqualTo(alone);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whatWasStoppedByAnInterruptCanBeWritten(@TempDir Path folder) {
    Thread.currentThread().interrupt();
    try {
      TrainingResult result =
          nine().batchSize(4).rounds(9).build().fit(Networks.SGD.create(), Examples.flat(90, 1));
      assertThat(result.stopped()).isTrue();
      result.history().writeCsv(folder.resolve("rounds.csv"));
      assertThat(folder.resolve("rounds.csv")).hasContent(result.history().toCsv());
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void theCosineOfVectorsOfVeryDifferentLengthIsRight() {
    double[][] rows = Matrices.normal(2, 323, 3);
    INDArray honest = Matrices.array(new double[][] {rows[0]}, DataType.DOUBLE);
    INDArray other = Matrices.array(new double[][] {rows[1]}, DataType.DOUBLE);
    double expected =
        honest.mul(other).sumNumber().doubleValue()
            / honest.norm2Number().doubleValue()
            / other.norm2Number().doubleValue();
    for (double scale : new double[] {1, 1e-20, 1e16, 1e20, 1e60}) {
      assertThat(cosine(honest, other.mul(scale))).isCloseTo(expected, Offset.offset(1e-12));
    }
  }

  private static double cosine(INDArray honest, INDArray aggregate) {
    ServerRound round =
        new ServerRound(0, 1, 1, List.of(0), Rows.of(honest), List.of(), Networks.DOUBLES.create());
    return RoundMeasures.of(round, List.of(0), ids -> Optional.empty())
        .cosine(aggregate, RoundMeasures.norm(aggregate));
  }
}
