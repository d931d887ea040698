package io.github.brsgd.cli;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.RowNodes;
import io.github.brsgd.aggregation.pre.PreAggregated;
import io.github.brsgd.aggregation.weighted.WeightedAggregator;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.cli.npy.NpyArray;
import io.github.brsgd.cli.npy.NpyMatrix;
import io.github.brsgd.linalg.Rows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A rule on a matrix from a file. */
@Command(
    name = "aggregate",
    description = {"Combines the rows of a matrix by a rule, for use beside Python.", ""},
    footerHeading = "%nExamples:%n",
    footer = {
      "  brsgd aggregate --rule krum:q=4 gradients.npy aggregate.npy",
      "  brsgd aggregate --rule bulyan:q=3,base=median --double in.npy out.npy",
      "  brsgd aggregate --rule krum:q=4 rounds.npz aggregates.npz      each array by itself",
      "  brsgd aggregate --list jobs.csv        lines such as krum:q=4,in.npy,out.npy",
      "  brsgd aggregate --rule clip:c=2+nnm:q=4 in.npy mixed.npy",
      "",
      "The result is a vector of d values, or of pre-aggregations alone the matrix that they make.",
      "'brsgd rules' lists both."
    })
final class AggregateCommand extends BaseCommand {

  /** So much a share of sums of weights may be off, relatively. */
  private static final double ROUNDING = 1e-12;

  @Option(
      names = "--rule",
      paramLabel = "RULE",
      description = "A rule, such as krum:q=4; q has no default.")
  private String rule;

  @Option(names = "--double", description = "Compute in float64, whatever the file holds.")
  private boolean inDouble;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "For rules that draw. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--strict",
      description =
          "Fail where a row holds NaN or infinite values. Default: such rows are set aside and"
              + " counted against the rule's q, as in training.")
  private boolean strict;

  @Mixin private MatrixJobs jobs;

  @Override
  int execute() throws IOException {
    jobs.check(this, "--rule", rule);
    if (rule != null) {
      check(Catalog.standard(), rule);
    }
    return jobs.run(rule, screen(), (text, matrix) -> combine(Catalog.standard(), text, matrix));
  }

  private static void check(Catalog catalog, String text) {
    if (catalog.isPreAggregation(text)) {
      catalog.preAggregation(text);
    } else {
      MatrixJobs.servable(catalog.rule(text));
    }
  }

  private NpyArray combine(Catalog catalog, String text, NpyMatrix matrix) {
    INDArray read = matrix.values();
    Rows rows = Rows.of(inDouble ? read.castTo(DataType.DOUBLE) : read);
    AggregationContext context = AggregationContext.first(seed);
    return catalog.isPreAggregation(text)
        ? NpyArray.matrix(PreAggregated.mix(catalog.preAggregation(text), rows, context).matrix())
        : NpyArray.vector(aggregate(catalog.rule(text), rows, context, matrix.source()).vector());
  }

  /** As the training server does it: bad rows are set aside and counted against q. */
  private Aggregation aggregate(
      Aggregator aggregator, Rows rows, AggregationContext context, Path source) {
    aggregator.checkNodes(rows.count());
    int[] bad = rows.nonFinite();
    if (bad.length == 0 || strict) {
      return aggregator.aggregate(rows, context);
    }
    int m = rows.count();
    int q = aggregator.byzantine().orElse((m - 1) / 2);
    if (bad.length > q) {
      throw new IllegalArgumentException(
          source
              + ": rows "
              + Arrays.toString(bad)
              + " hold NaN or infinite values, more than q="
              + q);
    }
    checkShare(aggregator, bad, source);
    screen()
        .note(
            "%s: rows %s hold NaN or infinite values and are set aside, counted against q=%d",
            source, Arrays.toString(bad), q);
    int[] kept = IntStream.range(0, m).filter(row -> Arrays.binarySearch(bad, row) < 0).toArray();
    return aggregator
        .tolerating(q - bad.length)
        .aggregate(
            rows.select(kept),
            context.withNodes(new RowNodes.Listed(IntStream.of(kept).boxed().toList())));
  }

  /** Of a weighted rule the share counts, and no q is declared that would have been held to it. */
  private static void checkShare(Aggregator aggregator, int[] bad, Path source) {
    if (aggregator instanceof PreAggregated chain) {
      checkShare(chain.rule(), bad, source);
    } else if (aggregator instanceof WeightedAggregator weighted) {
      List<Double> weights = weighted.weights().values();
      double held = IntStream.of(bad).mapToDouble(weights::get).sum();
      double share = held / weights.stream().mapToDouble(Double::doubleValue).sum();
      if (share > weighted.share() * (1 + ROUNDING)) {
        throw new IllegalArgumentException(
            source
                + ": rows "
                + Arrays.toString(bad)
                + " hold NaN or infinite values, and a share of "
                + share
                + " of the weight, more than share="
                + weighted.share());
      }
    }
  }
}
