package io.github.brsgd.examples.cli;

import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.examples.npy.NpyFile;
import java.io.IOException;
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
      "  brsgd aggregate --list jobs.csv        lines such as krum:q=4,in.npy,out.npy",
      "",
      "The result is a vector of d values. 'brsgd rules' lists the rules."
    })
final class AggregateCommand extends BaseCommand {

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

  @Mixin private MatrixJobs jobs;

  @Override
  int execute() throws IOException {
    jobs.check(this, "--rule", rule);
    Catalog catalog = Catalog.standard();
    if (rule != null) {
      catalog.rule(rule);
    }
    return jobs.run(rule, screen(), job -> aggregate(catalog.rule(job.text()), job));
  }

  private void aggregate(Aggregator aggregator, MatrixJob job) throws IOException {
    INDArray read = NpyFile.read(job.in());
    INDArray rows = inDouble ? read.castTo(DataType.DOUBLE) : read;
    INDArray vector = aggregator.aggregate(rows, AggregationContext.first(seed)).vector();
    NpyFile.writeVector(job.out(), vector);
  }
}
