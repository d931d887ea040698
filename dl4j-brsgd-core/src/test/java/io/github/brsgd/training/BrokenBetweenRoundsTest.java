package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.training.server.ServerObserver;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.schedule.ISchedule;

/** Something breaks where no round is under way. The history is not lost there either. */
class BrokenBetweenRoundsTest {

  /** Rounds of an epoch: each node's iterator has three batches. */
  private static final int EPOCH = 3;

  private static AbortedRunException broken(
      Model network, UnaryOperator<BrsgdTrainingMasterBuilder> with) {
    BrsgdTrainingMasterBuilder builder =
        BrsgdTrainingMaster.builder().nodes(9).byzantine(1).batchSize(4).seed(1).rule(new Krum(1));
    List<ListDataSetIterator<DataSet>> nodes =
        IntStream.range(0, 9)
            .mapToObj(
                i ->
                    new ListDataSetIterator<>(
                        IntStream.range(0, EPOCH)
                            .mapToObj(k -> Examples.flat(4, 10 * i + k))
                            .toList(),
                        1))
            .toList();
    return catchThrowableOfType(
        AbortedRunException.class, () -> with.apply(builder).rounds(9).build().fit(network, nodes));
  }

  private static MultiLayerNetwork listened(BaseTrainingListener listener) {
    MultiLayerNetwork network = (MultiLayerNetwork) Networks.SGD.create();
    network.setListeners(listener);
    return network;
  }

  @Test
  void atTheEndOfAnEpoch() {
    AbortedRunException aborted =
        broken(
            listened(
                new BaseTrainingListener() {
                  @Override
                  public void onEpochEnd(Model model) {
                    throw new IllegalStateException("disk full");
                  }
                }),
            b -> b);
    assertThat(aborted).hasMessage("after round 2: disk full");
    assertThat(aborted.failedRound()).isEmpty();
    assertThat(aborted.result().history().rounds()).hasSize(EPOCH);
  }

  @Test
  void atTheBeginningOfAnEpoch() {
    AbortedRunException aborted =
        broken(
            listened(
                new BaseTrainingListener() {
                  @Override
                  public void onEpochStart(Model model) {
                    throw new IllegalStateException("disk full");
                  }
                }),
            b -> b);
    assertThat(aborted).hasMessage("before the first round: disk full");
    assertThat(aborted.result().history().rounds()).isEmpty();
  }

  @Test
  void whenAskedWhetherToStop() {
    AbortedRunException aborted =
        broken(
            Networks.SGD.create(),
            b ->
                b.stopWhen(
                    () -> {
                      throw new IllegalStateException("whom to ask?");
                    }));
    assertThat(aborted).hasMessage("after round 0: whom to ask?");
    assertThat(aborted.result().history().rounds()).hasSize(1);
  }

  @Test
  void whenAskedForTheStepSize() {
    AbortedRunException aborted =
        broken(
            Networks.SGD.create(),
            b ->
                b.schedule(
                    new ISchedule() {
                      @Override
                      public double valueAt(int iteration, int epoch) {
                        if (iteration == 2) {
                          throw new IllegalStateException("no step");
                        }
                        return 0.1;
                      }

                      @Override
                      public ISchedule clone() {
                        return this;
                      }
                    }));
    assertThat(aborted.getCause()).hasMessage("no step");
    assertThat(aborted.result().history().rounds()).hasSize(2);
  }

  @Test
  void atTheEnd() {
    AbortedRunException aborted =
        broken(
            Networks.SGD.create(),
            b ->
                b.serverObservers(
                    new ServerObserver() {
                      @Override
                      public void end(Model network) {
                        throw new OutOfMemoryError("no room");
                      }
                    }));
    assertThat(aborted).hasMessage("after the last round: java.lang.OutOfMemoryError: no room");
    assertThat(aborted.result().history().rounds()).hasSize(9);
  }

  /** The step is taken: that must not be done twice by who goes on with this network. */
  @Test
  void aListenerThatBreaksAStepLeavesItCounted() {
    MultiLayerNetwork network =
        listened(
            new BaseTrainingListener() {
              @Override
              public void iterationDone(Model model, int iteration, int epoch) {
                throw new IllegalStateException("disk full");
              }
            });
    AbortedRunException aborted = broken(network, b -> b);
    assertThat(aborted).hasMessage("round 0: disk full");
    assertThat(network.getIterationCount()).isEqualTo(1);
  }
}
