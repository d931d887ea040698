package io.github.brsgd.training;

import io.github.brsgd.aggregation.Krum;
import java.io.IOException;
import org.nd4j.linalg.dataset.DataSet;

/** Many short runs of a convolutional network in one process; prints what it holds in memory. */
final class ManyShortRuns {

  private ManyShortRuns() {}

  /**
   * Resident kilobytes after half as many runs as the argument says and after all, one to a line.
   */
  public static void main(String[] args) throws IOException {
    int runs = Integer.parseInt(args[0]);
    DataSet examples = Examples.flat(90, 1);
    BrsgdTrainingMaster master =
        BrsgdTrainingMaster.builder()
            .nodes(9)
            .byzantine(1)
            .rule(new Krum(1))
            .batchSize(8)
            .workers(2)
            .seed(1)
            .rounds(3)
            .build();
    for (int run = 1; run <= runs; run++) {
      master.fit(Networks.CONVOLUTION_BATCH_NORM.create(), examples);
      if (run == runs / 2 || run == runs) {
        System.out.println("resident " + ChildProcess.kilobytes("VmRSS"));
      }
    }
  }
}
