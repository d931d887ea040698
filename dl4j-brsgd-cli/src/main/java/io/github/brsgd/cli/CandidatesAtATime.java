package io.github.brsgd.cli;

import io.github.brsgd.cli.experiment.ExperimentData;
import io.github.brsgd.cli.model.ExampleNetwork;
import io.github.brsgd.cli.sweep.SweepExperiment;
import io.github.brsgd.training.MemoryEstimate;
import org.bytedeco.javacpp.Pointer;

/** How many candidates of a sweep run side by side. */
final class CandidatesAtATime {

  /** What a run needs beyond what is estimated: activations, what the rule allocates. */
  private static final double MARGIN = 2;

  private static final double SHARE_OF_FREE_MEMORY = 0.5;

  private CandidatesAtATime() {}

  /** One per core, as long as they fit into half of the memory that is free. */
  static int of(SweepExperiment experiment, ExperimentData data) {
    long parameters =
        ExampleNetwork.require(experiment.config().model())
            .create(data.shape(), data.classNames().size(), 0)
            .numParams();
    double each =
        MARGIN
            * new MemoryEstimate(experiment.config().nodes(), parameters, 1, Float.BYTES)
                .totalBytes();
    double fitting = SHARE_OF_FREE_MEMORY * Pointer.availablePhysicalBytes() / each;
    return (int) Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), fitting));
  }
}
