package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.linalg.Bits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.dataset.DataSet;

/** Runs side by side in one process have the bits that they have alone, whatever draws in them. */
class RunsAtTheSameTimeTest {

  private static final int RUNS = 4;

  private static final DataSet EXAMPLES = Examples.flat(90, 1);
  private static final List<DataSet> TEST = Examples.flat(60, 2).batchBy(10);

  /** Dropout draws in the layers, bucketing in the rule, Gaussian noise in the attack. */
  private static Run run(long seed, int workers) {
    Model network = Networks.DROPOUT.create();
    TrainingResult result =
        BrsgdTrainingMaster.builder()
            .nodes(9)
            .byzantine(1)
            .rule(Catalog.standard().rule("bucketing:s=2+median"))
            .attack(Catalog.standard().attack("gaussian:sigma=1"))
            .attackers(1)
            .batchSize(4)
            .rounds(10)
            .evaluateEvery(3, new ListDataSetIterator<>(TEST, 1))
            .workers(workers)
            .seed(seed)
            .build()
            .fit(network, EXAMPLES);
    return new Run(Bits.of(network.params()), result.history().toCsv());
  }

  private record Run(List<Long> parameters, String history) {}

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void haveTheBitsThatTheyHaveAlone(int workers) throws Exception {
    List<Run> alone = IntStream.range(0, RUNS).mapToObj(seed -> run(seed, 1)).toList();
    assertThat(alone).doesNotHaveDuplicates();
    List<Callable<Run>> runs = new ArrayList<>();
    for (int seed = 0; seed < RUNS; seed++) {
      long own = seed;
      runs.add(() -> run(own, workers));
    }
    ExecutorService threads = Executors.newFixedThreadPool(RUNS);
    try {
      List<Run> together = new ArrayList<>();
      for (Future<Run> run : threads.invokeAll(runs)) {
        together.add(run.get());
      }
      assertThat(together).isEqualTo(alone);
    } finally {
      threads.shutdownNow();
    }
  }
}
