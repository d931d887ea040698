package io.github.brsgd.cli.experiment;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.OptBoolean;
import io.github.brsgd.cli.report.JsonFiles;
import io.github.brsgd.cli.report.TextTable;
import io.github.brsgd.diagnostics.Dissimilarity;
import io.github.brsgd.diagnostics.NodeSpread;
import io.github.brsgd.diagnostics.Observation;
import io.github.brsgd.diagnostics.RunEstimates;
import io.github.brsgd.files.AtomicFile;
import io.github.brsgd.theory.VarianceCondition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What was observed in a run, for the record: {@code observations.json}.
 *
 * @param nodes m, the rows that the server combined in a round
 * @param byzantine q
 * @param batch examples per node and round
 * @param alpha0 first step
 * @param p decay exponent
 * @param curvature L by power iteration
 * @param rows the observations, rounds ascending
 * @param spreads how far the honest nodes' own gradients were apart, rounds ascending; empty in
 *     records from before it was measured
 * @since 0.1
 */
public record EstimatedRun(
    int nodes,
    int byzantine,
    int batch,
    double alpha0,
    double p,
    double curvature,
    List<Row> rows,
    List<NodeSpread> spreads) {

  /** The name of the file. */
  public static final String FILE = "observations.json";

  private static final String UNSAID = "";

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

    /**
     * An observation as JSON has it.
     *
     * @param o an observation
     * @return the same
     */
    public static Row of(Observation o) {
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

  /**
   * What was observed; copies the lists.
   *
   * @param nodes m
   * @param byzantine q
   * @param batch examples per node and round
   * @param alpha0 first step
   * @param p decay exponent
   * @param curvature L by power iteration
   * @param rows the observations, rounds ascending
   * @param spreads of the honest nodes' own gradients, rounds ascending; null for none
   */
  public EstimatedRun(
      int nodes,
      int byzantine,
      int batch,
      double alpha0,
      double p,
      double curvature,
      List<Row> rows,
      @JacksonInject(value = UNSAID, useInput = OptBoolean.TRUE) List<NodeSpread> spreads) {
    this.nodes = nodes;
    this.byzantine = byzantine;
    this.batch = batch;
    this.alpha0 = alpha0;
    this.p = p;
    this.curvature = curvature;
    this.rows = List.copyOf(rows);
    this.spreads = spreads == null ? List.of() : List.copyOf(spreads);
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
   * Whether enough was seen for {@link #estimates}: two rounds in different points.
   *
   * @return whether L was seen along the path
   */
  public boolean conclusive() {
    return rows.stream().anyMatch(row -> row.smoothness() != null);
  }

  /**
   * The report on the estimates; of (2.10) only where eta(m, q) exists. The last line is on {@link
   * Dissimilarity}.
   *
   * @return lines, each ended by a line feed
   * @throws IllegalArgumentException if there are fewer than two observations
   */
  public String report() {
    RunEstimates seen = estimates();
    double path =
        rows.stream()
            .filter(row -> row.smoothness() != null)
            .mapToDouble(Row::smoothness)
            .max()
            .orElseThrow();
    return String.format(
            Locale.ROOT, "L along the path %.3g, by power iteration %.3g\n", path, curvature)
        + (nodes > 2 * byzantine + 2
            ? seen.report(new VarianceCondition(nodes, byzantine), batch)
            : seen.report()
                + String.format(
                    Locale.ROOT,
                    "(2.10): not judged, eta(m, q) needs m > 2q+2, got m=%d, q=%d\n",
                    nodes,
                    byzantine))
        + dissimilarity();
  }

  private String dissimilarity() {
    if (spreads.isEmpty()) {
      return "dissimilarity of the nodes: not seen\n";
    }
    Dissimilarity seen = Dissimilarity.of(spreads);
    return String.format(
        Locale.ROOT,
        "dissimilarity of the nodes: intercept %.3g, slope %.3g\n",
        seen.intercept(),
        seen.slope());
  }

  /**
   * Every observation, with the sine that (2.10) would need where eta(m, q) exists, and the root
   * mean square of {@code ||g_i - g||} over the honest nodes' own gradients where it was seen.
   *
   * @return a row per observation
   */
  public TextTable table() {
    return new TextTable(
        List.of(
            "round",
            "F",
            "||grad F||",
            "s",
            "rms||g_i-g||",
            "eta s/||grad F||",
            "<A,grad F>/||grad F||^2",
            "||A||^2/mean||g||^2",
            "L"),
        rows.stream().map(this::cells).toList());
  }

  private List<String> cells(Row row) {
    return List.of(
        Integer.toString(row.round()),
        number(row.loss()),
        number(row.gradientNorm()),
        number(row.deviation()),
        spread(row.round()),
        nodes > 2 * byzantine + 2
            ? number(
                new VarianceCondition(nodes, byzantine).sine(row.deviation(), row.gradientNorm()))
            : "-",
        number(row.margin()),
        number(row.expansion()),
        row.smoothness() == null ? "-" : number(row.smoothness()));
  }

  private String spread(int round) {
    return spreads.stream()
        .filter(spread -> spread.round() == round)
        .findFirst()
        .map(spread -> number(Math.sqrt(spread.dispersion())))
        .orElse("-");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
