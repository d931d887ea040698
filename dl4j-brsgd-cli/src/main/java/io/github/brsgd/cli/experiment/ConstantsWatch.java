package io.github.brsgd.cli.experiment;

import io.github.brsgd.diagnostics.Curvature;
import io.github.brsgd.diagnostics.DissimilarityProbe;
import io.github.brsgd.diagnostics.FullGradient;
import io.github.brsgd.diagnostics.TheoryProbe;
import io.github.brsgd.training.SimulationObserver;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Watches the theorem's constants in one run: probes with the gradient over all training images and
 * with those of the nodes over their own, and L by power iteration on the first {@value #BATCH}
 * images at start and end.
 */
final class ConstantsWatch {

  private static final int BATCH = 500;

  private final ExperimentConfig config;
  private final Curvature curvature;
  private final double before;
  private final TheoryProbe probe;
  private final DissimilarityProbe nodes;

  /** Made before the first round, for a run that deals the images so. */
  ConstantsWatch(ExperimentConfig config, DataSet training, int[][] shards, Model network) {
    this.config = config;
    List<DataSet> batches = batches(training);
    this.curvature = Curvature.of(new FullGradient(batches.subList(0, 1)));
    this.before = curvature.at(network);
    this.probe = new TheoryProbe(new FullGradient(batches), config.observe());
    this.nodes = new DissimilarityProbe(FullGradient.ofNodes(training, shards), config.observe());
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

  SimulationObserver[] probes() {
    return new SimulationObserver[] {probe, nodes};
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
        probe.observations().stream().map(EstimatedRun.Row::of).toList(),
        nodes.spreads());
  }
}
