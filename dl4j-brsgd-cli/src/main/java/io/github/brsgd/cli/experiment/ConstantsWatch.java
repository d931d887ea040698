package io.github.brsgd.cli.experiment;

import io.github.brsgd.diagnostics.Curvature;
import io.github.brsgd.diagnostics.FullGradient;
import io.github.brsgd.diagnostics.TheoryProbe;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Watches the theorem's constants in one run: a probe with the gradient over all training images,
 * and L by power iteration on the first {@value #BATCH} of them at start and end.
 */
final class ConstantsWatch {

  private static final int BATCH = 500;

  private final ExperimentConfig config;
  private final Curvature curvature;
  private final double before;
  private final TheoryProbe probe;

  /** Made before the first round. */
  ConstantsWatch(ExperimentConfig config, DataSet training, Model network) {
    this.config = config;
    List<DataSet> batches = batches(training);
    this.curvature = Curvature.of(new FullGradient(batches.subList(0, 1)));
    this.before = curvature.at(network);
    this.probe = new TheoryProbe(new FullGradient(batches), config.observe());
  }

  /** Views, not copies. */
  private static List<DataSet> batches(DataSet training) {
    List<DataSet> batches = new ArrayList<>();
    int size = training.numExamples();
    for (int from = 0; from < size; from += BATCH) {
      batches.add((DataSet) training.getRange(from, Math.min(size, from + BATCH)));
    }
    return batches;
  }

  TheoryProbe probe() {
    return probe;
  }

  /** What was seen, after the last round. */
  EstimatedRun seen(Model network) {
    double after = curvature.at(network);
    Schedule schedule = config.schedule();
    return new EstimatedRun(
        config.nodes().rows(schedule.nodes()),
        config.defence().byzantine(),
        schedule.batch(),
        schedule.alpha0(),
        schedule.p(),
        // a network that was ruined has none
        Double.isFinite(after) ? Math.max(before, after) : before,
        probe.observations().stream().map(EstimatedRun.Row::of).toList());
  }
}
