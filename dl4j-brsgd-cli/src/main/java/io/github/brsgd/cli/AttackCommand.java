package io.github.brsgd.cli;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.AttackContext;
import io.github.brsgd.attack.Knowledge;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.cli.npy.NpyArray;
import io.github.brsgd.cli.npy.NpyMatrix;
import io.github.brsgd.linalg.Rows;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** An attack on a matrix from a file. */
@Command(
    name = "attack",
    description = {"Forges the rows of attackers from the honest rows, for use beside Python.", ""},
    footerHeading = "%nExamples:%n",
    footer = {
      "  brsgd attack --attack alie:z=1.5 --attackers 4 honest.npy forged.npy",
      "  brsgd attack --attackers 4 --list jobs.csv     lines such as ipm:tau=2,honest.npy,out.npy",
      "",
      "The result is a matrix [attackers, d]. The attackers are the last of m = rows + attackers",
      "nodes; where an attack asks for an attacker's own gradient, it gets the mean of the honest",
      "rows, and one that knows nothing but these is refused. 'brsgd attacks' lists the attacks."
    })
final class AttackCommand extends BaseCommand {

  @Option(names = "--attack", paramLabel = "ATTACK", description = "An attack, such as ipm:tau=10.")
  private String attack;

  @Option(
      names = "--attackers",
      paramLabel = "N",
      description = "How many rows to forge, at least 1.")
  private Integer attackers;

  @Option(
      names = "--rule",
      paramLabel = "RULE",
      defaultValue = "mean",
      description = "The server's rule, for attacks that use it. Default: ${DEFAULT-VALUE}.")
  private String rule;

  @Option(names = "--double", description = "Compute in float64, whatever the file holds.")
  private boolean inDouble;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "For attacks that draw. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private MatrixJobs jobs;

  @Override
  int execute() throws IOException {
    jobs.check(this, "--attack", attack);
    if (attackers == null || attackers < 1) {
      throw usage("--attackers: need >= 1, got " + (attackers == null ? "none" : attackers));
    }
    Catalog catalog = Catalog.standard();
    Aggregator server = MatrixJobs.servable(catalog.rule(rule));
    if (attack != null) {
      known(catalog.attack(attack));
    }
    return jobs.run(
        attack, screen(), (text, matrix) -> forge(known(catalog.attack(text)), server, matrix));
  }

  /** A matrix of honest rows has nothing of what attackers computed themselves. */
  private static Attack known(Attack attack) {
    if (attack.knowledge() == Knowledge.PARTIAL) {
      throw new IllegalArgumentException(
          "attack: "
              + attack
              + " knows its attackers' own rows and the server's aggregates, of which a matrix of"
              + " honest rows has none; 'brsgd train' and 'brsgd compare' have them");
    }
    return attack;
  }

  private NpyArray forge(Attack forger, Aggregator server, NpyMatrix matrix) {
    INDArray read = matrix.values();
    INDArray honest = inDouble ? read.castTo(DataType.DOUBLE) : read;
    int[] bad = Rows.of(honest).nonFinite();
    if (bad.length > 0) {
      throw new IllegalArgumentException(
          matrix.source()
              + ": need finite honest rows, got NaN or Inf in rows "
              + Arrays.toString(bad));
    }
    int h = Math.toIntExact(honest.rows());
    INDArray mean = honest.mean(true, 0);
    INDArray updates = Nd4j.create(honest.dataType(), h + attackers, honest.columns());
    for (int i = 0; i < h + attackers; i++) {
      updates.putRow(i, i < h ? honest.getRow(i) : mean);
    }
    forger.forge(
        new AttackContext(
            updates,
            IntStream.range(h, h + attackers).toArray(),
            Nd4j.zeros(honest.dataType(), 1, honest.columns()),
            1,
            server,
            0,
            seed));
    return NpyArray.matrix(
        updates.get(NDArrayIndex.interval(h, h + attackers), NDArrayIndex.all()).dup('c'));
  }
}
