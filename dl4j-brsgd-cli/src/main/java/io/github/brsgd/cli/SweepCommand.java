package io.github.brsgd.cli;

import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.cli.experiment.DataChoice;
import io.github.brsgd.cli.experiment.ExperimentData;
import io.github.brsgd.cli.experiment.Provenance;
import io.github.brsgd.cli.report.JsonFiles;
import io.github.brsgd.cli.sweep.SweepConfig;
import io.github.brsgd.cli.sweep.SweepExperiment;
import io.github.brsgd.cli.sweep.SweepRecord;
import io.github.brsgd.data.DatasetLocator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A search over training choices. */
@Command(
    name = "sweep",
    sortOptions = false,
    description = {
      "Searches decay exponent p, first step, rule and q with Arbiter. A candidate is trained under"
          + " every attack and scored by the one that hurt most, on training images that are held"
          + " out; only the winner meets the test images.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  brsgd sweep --byzantine 4 --attackers 4",
      "  brsgd sweep --byzantine 2 4 6 --attackers 4 --rules krum median --pre none nnm",
      "  brsgd sweep --byzantine 4 --attackers 4 --search genetic --candidates 40 --patience 16",
      "  brsgd sweep --byzantine 4 --attackers 4 --adversary search:budget=16 --candidates 12",
      "  brsgd sweep --byzantine 4 --attackers 4 --print-config > sweep.json",
      "  brsgd sweep --config sweep.json --out runs/a",
      "  brsgd sweep --resume runs/a                    after Ctrl-C, a crash or a power cut",
      "",
      "q and the number of attackers have no default. A candidate that cannot be run (Bulyan with",
      "too few nodes for its q) is counted and shown, never replaced. Writes leaderboard.csv,",
      "sweep.json, report.html, candidates/ and the winner's runs on the test images, winner/."
    })
final class SweepCommand extends BaseCommand {

  /** A year. */
  private static final int MOST_MINUTES = 525_600;

  @Mixin private SweepOptions options;

  @Option(
      names = "--config",
      paramLabel = "SWEEP.json",
      description = "Take everything from a file; other options given change it.")
  private Path config;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "Go on with the sweep in this folder; what is finished is not run again.")
  private Path resume;

  @Option(
      names = "--print-config",
      arity = "0",
      description = "Print the configuration as a file for --config, and do nothing else.")
  private boolean printConfig;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description =
          "Candidates at a time, a thread each (compare has --workers for more); results do not depend"
              + " on it. Default: one per core, fewer if memory is short.")
  private Integer parallel;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "End after so much time with the candidates done by then. Default: no limit.")
  private Double minutes;

  @Mixin private DataFolder folder;
  @Mixin private OutputFolder output;

  @Override
  int execute() throws IOException {
    Optional<Integer> atATime = positive("--parallel", parallel);
    if (minutes != null && !(minutes > 0 && minutes <= MOST_MINUTES)) {
      throw usage("--minutes: need > 0 and at most " + MOST_MINUTES + ", got " + minutes);
    }
    SweepConfig wanted = configuration();
    if (printConfig) {
      screen().print("%s", JsonFiles.write(wanted).stripTrailing());
      return 0;
    }
    DatasetLocator locator = folder.locator();
    DataChoice data = ExperimentData.resolve(wanted.data(), Catalog.standard(), locator);
    SweepExperiment experiment = new SweepExperiment(wanted.with(data), Catalog.standard());
    Path out = resume != null ? OutputFolder.prepare(this, resume) : output.prepare(this, "sweep");
    checkFolder(out, experiment.config());
    Announcement.synthetic(screen(), wanted.data(), data);
    ExperimentData images = ExperimentData.load(data, Catalog.standard(), locator);
    checkData(out, images);
    experiment.checkFor(images);
    return new SweepRun(
            screen(),
            experiment,
            images,
            folder.given(),
            atATime,
            Optional.ofNullable(minutes).map(value -> Duration.ofMillis((long) (value * 60_000))),
            out)
        .execute(arguments());
  }

  private SweepConfig configuration() throws IOException {
    if (resume != null && (config != null || output.isGiven())) {
      throw usage(
          "--resume: a sweep goes on as it began and where it began, without --config and --out");
    }
    Optional<SweepConfig> base = Optional.empty();
    if (resume != null) {
      base =
          Optional.of(
              SweepRecord.find(resume)
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "--resume: there is no " + SweepRecord.FILE + " in " + resume))
                  .configuration());
    } else if (config != null) {
      base = Optional.of(SweepRecord.readConfiguration(config));
    }
    return options.configuration(base, this);
  }

  /** Candidates on other data are no part of the sweep whose results are kept. */
  private void checkData(Path out, ExperimentData images) throws IOException {
    Optional<SweepRecord> there = SweepRecord.find(out);
    if (there.isPresent()) {
      RecordedData.of(out.resolve(SweepRecord.FILE), there.get().provenance())
          .check(images, "Take another folder for a sweep on other data.");
    }
    Optional<Provenance> repeated =
        config == null ? Optional.empty() : SweepRecord.readProvenance(config);
    if (repeated.isPresent() && !options.hasDataset()) {
      RecordedData.of(config, repeated.get())
          .check(images, "To search on other data as it says, name them with --dataset.");
    }
  }

  /** A folder holds one sweep; the same one goes on. */
  private static void checkFolder(Path out, SweepConfig config) throws IOException {
    Optional<SweepRecord> there = SweepRecord.find(out);
    if (there.isPresent() && !there.get().configuration().equals(config)) {
      throw new IllegalArgumentException(
          out
              + " holds another sweep, "
              + there.get().configuration()
              + "; this one is "
              + config
              + ". Take another folder.");
    }
  }
}
