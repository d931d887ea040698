package io.github.brsgd.training;

import io.github.brsgd.aggregation.Krum;
import org.nd4j.linalg.dataset.DataSet;

/** A run in which the collector comes a few hundred times a second. */
final class ManyCollections {

  private ManyCollections() {}

  /** Trains for as many seconds as the first argument says, and prints the rounds. */
  public static void main(String[] args) {
    long end = System.nanoTime() + Long.parseLong(args[0]) * 1_000_000_000L;
    DataSet examples = Examples.flat(400, 1);
    TrainingResult result =
        BrsgdTrainingMaster.builder()
            .nodes(16)
            .byzantine(3)
            .rule(new Krum(3))
            .batchSize(4)
            .workers(16)
            .seed(1)
            .rounds(1_000_000)
            .stopWhen(() -> System.nanoTime() > end)
            .build()
            .fit(Networks.SGD.create(), examples);
    System.out.println("rounds " + result.history().rounds().size());
  }
}
