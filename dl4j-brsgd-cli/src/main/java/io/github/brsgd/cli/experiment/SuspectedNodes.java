package io.github.brsgd.cli.experiment;

import io.github.brsgd.cli.report.TextTable;
import io.github.brsgd.diagnostics.NodeRecord;
import io.github.brsgd.diagnostics.NodeRecords;
import io.github.brsgd.diagnostics.NodeVerdict;
import io.github.brsgd.diagnostics.Suspicion;
import io.github.brsgd.diagnostics.SuspicionSettings;
import io.github.brsgd.files.AtomicFile;
import io.github.brsgd.training.BrsgdTrainingMasterBuilder;
import io.github.brsgd.training.node.NodeUpdate;
import io.github.brsgd.training.node.WorkerMomentum;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Which nodes of a run are suspected, for the screen and in files. Costs memory for each node and
 * round.
 *
 * @since 0.2
 */
public final class SuspectedNodes {

  /** What was found of each node, a line per node. */
  public static final String NODES = "nodes.csv";

  /** What was seen of each node, a line per round and node. */
  public static final String ROUNDS = "node-rounds.csv";

  private final Suspicion suspicion;
  private final boolean excluded;
  private final NodeRecords records = new NodeRecords();

  /**
   * Nobody is suspected yet.
   *
   * @param nodes m
   * @param byzantine q
   * @param update what the nodes send; of a momentum, what is put into it is judged
   * @param excluded whether the first q are excluded
   */
  public SuspectedNodes(int nodes, int byzantine, NodeUpdate update, boolean excluded) {
    this.excluded = excluded;
    double beta = update instanceof WorkerMomentum momentum ? momentum.beta() : 0;
    suspicion =
        new Suspicion(nodes, byzantine, new SuspicionSettings().withMomentum(beta), records);
  }

  /**
   * Lets a run be watched.
   *
   * @param builder of the run
   */
  public void watch(BrsgdTrainingMasterBuilder builder) {
    if (excluded) {
      builder.quarantine(suspicion);
    } else {
      builder.serverObservers(suspicion);
    }
  }

  /**
   * Writes both files.
   *
   * @param folder where to
   * @throws IOException if a file cannot be written
   */
  public void write(Path folder) throws IOException {
    AtomicFile.write(
        folder.resolve(NODES),
        new TextTable(
                List.of(
                    "node", "suspected_since", "log_evidence", "rounds", "screened", "used", "z"),
                suspicion.verdicts().stream().map(SuspectedNodes::line).toList())
            .toCsv());
    AtomicFile.write(
        folder.resolve(ROUNDS),
        new TextTable(
                List.of(
                    "round",
                    "node",
                    "screened",
                    "weight",
                    "used",
                    "norm",
                    "distance",
                    "cosine",
                    "z",
                    "log_evidence",
                    "suspected"),
                records.all().stream().map(SuspectedNodes::line).toList())
            .toCsv());
  }

  private static List<String> line(NodeVerdict v) {
    return List.of(
        String.valueOf(v.node()),
        since(v),
        number(v.logEvidence()),
        String.valueOf(v.rounds()),
        String.valueOf(v.screened()),
        number(v.used()),
        number(v.score()));
  }

  private static List<String> line(NodeRecord r) {
    return List.of(
        String.valueOf(r.round()),
        String.valueOf(r.node()),
        String.valueOf(r.screened()),
        number(r.weight()),
        number(r.used()),
        number(r.norm()),
        number(r.distance()),
        number(r.cosine()),
        number(r.score()),
        number(r.logEvidence()),
        String.valueOf(r.suspected()));
  }

  private static String since(NodeVerdict verdict) {
    return verdict.since().isPresent() ? String.valueOf(verdict.since().getAsInt()) : "";
  }

  private static String number(OptionalDouble value) {
    return number(value.orElse(Double.NaN));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.6g", value);
  }

  /**
   * The nodes suspected, for the screen.
   *
   * @return a table, or a sentence if there are none; lines, each ended by a line feed
   */
  public String report() {
    List<List<String>> rows =
        suspicion.verdicts().stream()
            .filter(NodeVerdict::suspected)
            .map(
                v ->
                    List.of(
                        String.valueOf(v.node()),
                        since(v),
                        v.screened() > 0
                            ? "sent NaN or infinite values"
                            : String.format(Locale.ROOT, "10^%.1f", v.logEvidence() / Math.log(10)),
                        share(v.used()),
                        share(v.score())))
            .toList();
    return rows.isEmpty()
        ? "no node is suspected\n"
        : new TextTable(List.of("suspected", "since round", "evidence", "used", "z"), rows)
            .toText();
  }

  private static String share(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.2f", value.getAsDouble()) : "";
  }
}
