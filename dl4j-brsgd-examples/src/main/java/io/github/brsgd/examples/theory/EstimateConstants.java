package io.github.brsgd.examples.theory;

import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.data.DatasetLocator;
import io.github.brsgd.data.IidPartitioner;
import io.github.brsgd.diagnostics.Curvature;
import io.github.brsgd.diagnostics.FullGradient;
import io.github.brsgd.diagnostics.Observation;
import io.github.brsgd.diagnostics.RunEstimates;
import io.github.brsgd.diagnostics.TheoryProbe;
import io.github.brsgd.examples.experiment.DataChoice;
import io.github.brsgd.examples.experiment.ExperimentData;
import io.github.brsgd.examples.model.ExampleNetwork;
import io.github.brsgd.examples.report.TextTable;
import io.github.brsgd.schedule.BrsgdSchedule;
import io.github.brsgd.theory.VarianceCondition;
import io.github.brsgd.training.BrsgdTrainingMaster;
import io.github.brsgd.training.node.ShardNodeData;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.dataset.DataSet;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What the constants of the theorem are on a real network, and what they would allow: Krum against
 * {@code alie} on images, with grad F over all training images of the run every few rounds.
 *
 * @since 0.1
 */
@Command(
    name = "estimate-constants",
    mixinStandardHelpOptions = true,
    description = "Estimates L, A, B, C, 1 - sin alpha and E on a run; says whether (2.10) held.")
public final class EstimateConstants implements Callable<Integer> {

  private static final int BATCH_OF_F = 500;
  private static final long SEED = 1;
  private static final double P = 0.55;

  @Option(names = "--dataset", paramLabel = "NAME", description = "Default: mnist.")
  private String dataset = "mnist";

  @Option(names = "--examples", paramLabel = "N", description = "Default: 11500.")
  private int examples = 11_500;

  @Option(names = "--model", paramLabel = "NAME", description = "Default: mlp.")
  private String model = "mlp";

  @Option(names = "--nodes", paramLabel = "M", description = "Default: 23.")
  private int nodes = 23;

  @Option(
      names = "--byzantine",
      paramLabel = "Q",
      description = "q, and the attackers. Default: 5.")
  private int byzantine = 5;

  @Option(names = "--batch", paramLabel = "N", description = "Default: 32.")
  private int batch = 32;

  @Option(names = "--rounds", paramLabel = "K", description = "Default: 300.")
  private int rounds = 300;

  @Option(names = "--every", paramLabel = "R", description = "Default: 20.")
  private int every = 20;

  @Option(names = "--alpha0", paramLabel = "A", description = "Default: 1.")
  private double alpha0 = 1;

  @Option(names = "--data", paramLabel = "DIR", description = "Default: as brsgd train.")
  private Path folder;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Also write observations.json there, for brsgd theory --run DIR.")
  private Path out;

  private final PrintWriter screen;

  /**
   * The example.
   *
   * @param screen where the report goes
   */
  public EstimateConstants(PrintWriter screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws IOException {
    DatasetLocator locator =
        DatasetLocator.standard(
            Optional.ofNullable(folder), Path.of(System.getProperty("brsgd.home", "")));
    ExperimentData data =
        ExperimentData.load(
            ExperimentData.resolve(new DataChoice(dataset, examples, false), locator), locator);
    Model network =
        ExampleNetwork.of(model)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "model: need one of "
                            + Stream.of(ExampleNetwork.values()).map(ExampleNetwork::id).toList()
                            + ", got "
                            + model))
            .create(data.shape(), data.classNames().size(), SEED);
    List<DataSet> all = data.training().batchBy(BATCH_OF_F);
    FullGradient sample = new FullGradient(all.subList(0, 1));
    double curvature = Curvature.of(sample).at(network);
    TheoryProbe probe = new TheoryProbe(new FullGradient(all), every);
    train(network, data, probe);
    curvature = Math.max(curvature, Curvature.of(sample).at(network));
    EstimatedRun run =
        new EstimatedRun(
            nodes,
            byzantine,
            batch,
            alpha0,
            P,
            curvature,
            probe.observations().stream().map(EstimatedRun.Row::of).toList());
    screen.print(table(probe.observations(), new VarianceCondition(nodes, byzantine)).toText());
    screen.printf(
        Locale.ROOT,
        "%nL along the path: %.3g%n",
        RunEstimates.of(probe.observations(), 0).smoothness());
    screen.printf(Locale.ROOT, "L by power iteration: %.3g%n", curvature);
    screen.print(run.report());
    if (out != null) {
      Files.createDirectories(out);
      run.write(out);
    }
    screen.flush();
    return 0;
  }

  private void train(Model network, ExperimentData data, TheoryProbe probe) {
    int[][] shards = new IidPartitioner().partition(data.labels(), nodes, SEED);
    BrsgdTrainingMaster.builder()
        .nodes(nodes)
        .byzantine(byzantine)
        .rule(Catalog.standard().rule("krum:q=" + byzantine))
        .attack(Catalog.standard().attack("alie"))
        .attackers(byzantine)
        .schedule(new BrsgdSchedule(alpha0, P))
        .seed(SEED)
        .roundObservers(probe)
        .build()
        .fit(network, new ShardNodeData(data.training(), shards, batch, SEED), rounds);
  }

  private static TextTable table(List<Observation> observations, VarianceCondition condition) {
    return new TextTable(
        List.of("round", "F", "||grad F||", "s", "eta s/||grad F||", "margin", "E", "L"),
        observations.stream()
            .map(
                o ->
                    List.of(
                        Integer.toString(o.round()),
                        number(o.loss()),
                        number(o.gradientNorm()),
                        number(o.deviation()),
                        number(condition.sine(o.deviation(), o.gradientNorm())),
                        number(o.margin()),
                        number(o.expansion()),
                        o.smoothness().isPresent() ? number(o.smoothness().getAsDouble()) : "-"))
            .toList());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /**
   * Runs the example.
   *
   * @param args options; see {@code --help}
   */
  public static void main(String[] args) {
    PrintWriter screen = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    System.exit(new CommandLine(new EstimateConstants(screen)).execute(args));
  }
}
