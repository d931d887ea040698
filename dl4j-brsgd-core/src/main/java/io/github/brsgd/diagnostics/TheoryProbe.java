package io.github.brsgd.diagnostics;

import io.github.brsgd.checks.Check;
import io.github.brsgd.linalg.Rows;
import io.github.brsgd.training.Roles;
import io.github.brsgd.training.SimulationObserver;
import io.github.brsgd.training.server.RoundAggregate;
import io.github.brsgd.training.server.ServerRound;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Watches a run for the constants of the theorem: every r rounds it computes grad F over examples
 * of the run's data and notes an {@link Observation}.
 *
 * <pre>{@code
 * TheoryProbe probe = new TheoryProbe(new FullGradient(batches), 10);
 * builder.observers(probe) ... fit ...
 * RunEstimates seen = RunEstimates.of(probe.observations(), 0);
 * }</pre>
 *
 * <p>Costs a pass over the examples every r rounds and two vectors; nothing where it is not set.
 * Rounds with a loss, an honest row or a norm that is not finite are passed over. Belongs to one
 * run.
 *
 * @since 0.1
 */
public final class TheoryProbe implements SimulationObserver {

  private final FullGradient loss;
  private final int every;
  private final List<Observation> observations = new ArrayList<>();
  private INDArray lastGradient;
  private INDArray lastPoint;

  /**
   * A probe.
   *
   * @param loss F, as the examples of all nodes or a sample of them
   * @param every r, the rounds between observations, at least 1; those divisible by r are observed
   * @throws IllegalArgumentException if r is below 1
   */
  public TheoryProbe(FullGradient loss, int every) {
    this.loss = Objects.requireNonNull(loss, "loss");
    Check.atLeast(1, "every", every);
    this.every = every;
  }

  @Override
  public void beforeStep(ServerRound round, RoundAggregate combined, Roles roles) {
    if (round.round() % every != 0) {
      return;
    }
    int[] honestRows =
        IntStream.range(0, round.nodes().size())
            .filter(row -> roles.honest().contains(round.nodes().get(row)))
            .toArray();
    if (honestRows.length == 0 || round.screened().stream().anyMatch(roles.honest()::contains)) {
      return;
    }
    Rows honest = round.rows().select(honestRows);
    FullGradient.Value value = loss.at(round.network());
    INDArray gradient = value.gradient();
    if (Rows.of(gradient).nonFinite().length > 0) {
      return;
    }
    Rows sent = Rows.of(combined.gradient());
    double secondMoment = mean(honest.squaredNorms());
    double squared = Rows.of(gradient).squaredNorms()[0];
    double aggregate = sent.squaredNorms()[0];
    double variance = mean(honest.squaredDistances(gradient));
    if (!Double.isFinite(value.loss() + secondMoment + squared + aggregate + variance)) {
      return;
    }
    observations.add(
        new Observation(
            round.round(),
            value.loss(),
            Math.sqrt(squared),
            secondMoment,
            Math.sqrt(variance),
            sent.products(gradient)[0] / squared,
            aggregate / secondMoment,
            smoothness(round.network().params(), gradient)));
  }

  private OptionalDouble smoothness(INDArray parameters, INDArray gradient) {
    INDArray point = Nd4j.create(gradient.dataType(), 1, parameters.length());
    point.assign(parameters.reshape(1, parameters.length()));
    OptionalDouble result = OptionalDouble.empty();
    if (lastPoint != null) {
      double moved = Rows.of(point).squaredDistances(lastPoint)[0];
      if (moved > 0) {
        double turned = Rows.of(gradient).squaredDistances(lastGradient)[0];
        result = OptionalDouble.of(Math.sqrt(turned / moved));
      }
    }
    lastPoint = point;
    lastGradient = gradient;
    return result;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  /**
   * What was seen so far.
   *
   * @return observations, rounds ascending; a copy
   */
  public List<Observation> observations() {
    return List.copyOf(observations);
  }
}
