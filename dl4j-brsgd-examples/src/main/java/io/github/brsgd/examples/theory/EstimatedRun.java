package io.github.brsgd.examples.theory;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.brsgd.diagnostics.Observation;
import io.github.brsgd.diagnostics.RunEstimates;
import io.github.brsgd.examples.report.AtomicFile;
import io.github.brsgd.examples.report.JsonFiles;
import io.github.brsgd.theory.VarianceCondition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What was observed in a run, for the record: {@code observations.json}.
 *
 * @param nodes m
 * @param byzantine q
 * @param batch examples per node and round
 * @param alpha0 first step
 * @param p decay exponent
 * @param curvature L by power iteration
 * @param rows the observations, rounds ascending
 * @since 0.1
 */
public record EstimatedRun(
    int nodes,
    int byzantine,
    int batch,
    double alpha0,
    double p,
    double curvature,
    List<Row> rows) {

  /** The name of the file. */
  public static final String FILE = "observations.json";

  /**
   * An observation as JSON has it.
   *
   * @param round k
   * @param loss F(w_k)
   * @param gradientNorm {@code ||grad F(w_k)||}
   * @param secondMoment of the honest rows
   * @param deviation of the honest rows
   * @param margin {@code <A_k, grad F> / ||grad F||^2}
   * @param expansion {@code ||A_k||^2 / secondMoment}
   * @param smoothness since the observation before; null at first
   * @since 0.1
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Row(
      int round,
      double loss,
      double gradientNorm,
      double secondMoment,
      double deviation,
      double margin,
      double expansion,
      Double smoothness) {

    static Row of(Observation o) {
      return new Row(
          o.round(),
          o.loss(),
          o.gradientNorm(),
          o.secondMoment(),
          o.deviation(),
          o.margin(),
          o.expansion(),
          o.smoothness().isPresent() ? o.smoothness().getAsDouble() : null);
    }

    Observation observation() {
      return new Observation(
          round,
          loss,
          gradientNorm,
          secondMoment,
          deviation,
          margin,
          expansion,
          smoothness == null ? OptionalDouble.empty() : OptionalDouble.of(smoothness));
    }
  }

  /** Copies the rows. */
  public EstimatedRun {
    rows = List.copyOf(rows);
  }

  /**
   * Writes {@code observations.json}, whole or not at all.
   *
   * @param folder where to
   * @throws IOException if it cannot be written
   */
  public void write(Path folder) throws IOException {
    AtomicFile.write(folder.resolve(FILE), JsonFiles.write(this));
  }

  /**
   * Reads what was written.
   *
   * @param folder of the run
   * @return the run
   * @throws IllegalArgumentException if the file is not of this kind
   * @throws IOException if it cannot be read
   */
  public static EstimatedRun read(Path folder) throws IOException {
    return JsonFiles.read(folder.resolve(FILE), EstimatedRun.class);
  }

  /**
   * The constants of the theorem as the run showed them, F_low taken as 0.
   *
   * @return the estimates
   * @throws IllegalArgumentException if there are fewer than two observations
   */
  public RunEstimates estimates() {
    return RunEstimates.of(rows.stream().map(Row::observation).toList(), 0)
        .withCurvature(curvature);
  }

  /**
   * The report on the estimates.
   *
   * @return lines, each ended by a line feed
   */
  public String report() {
    return estimates().report(new VarianceCondition(nodes, byzantine), batch);
  }
}
