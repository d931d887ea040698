package io.github.brsgd.cli;

import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.cli.report.TextTable;
import io.github.brsgd.data.DatasetDownloader;
import io.github.brsgd.data.DatasetLocation;
import io.github.brsgd.data.DatasetLocator;
import io.github.brsgd.data.FileStatus;
import io.github.brsgd.data.KnownDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists data sets and partitioners, shows which files are found, and fetches them. */
@Command(
    name = "datasets",
    description = {
      "Shows which published data sets are found, where, and whether their checksums are right;"
          + " and lists all data sets and partitioners with their parameters.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  brsgd datasets",
      "  brsgd datasets csv iid               what these are and how they are written",
      "  brsgd datasets --fetch mnist         download, check, put into datasets/mnist",
      "  brsgd datasets --fetch mnist --data DIR    the same, into DIR/mnist",
      "  brsgd datasets --data DIR            look there and nowhere else",
      "",
      "A data set is written behind --dataset, a partitioner behind --partition, as",
      "id:key=value,key=value; a path comes first and alone, as in csv:FILE,label=COLUMN."
    })
final class DatasetsCommand extends BaseCommand {

  @Parameters(
      arity = "0..*",
      paramLabel = "ID",
      description = "Ids of data sets and partitioners to explain; none for all.")
  private List<String> ids = new ArrayList<>();

  @Mixin private DataFolder data;

  @Option(
      names = "--fetch",
      paramLabel = "NAME",
      description =
          "Download a data set (mnist, fashion-mnist, cifar10) from its public mirrors first, into"
              + " a folder of its name in that of --data, into that itself where files of it are, or"
              + " else in the checkout's datasets.")
  private String fetch;

  @Override
  int execute() throws IOException {
    if (!ids.isEmpty()) {
      if (fetch != null) {
        throw usage("--fetch: names what to download; leave out " + String.join(" ", ids));
      }
      list();
      return ExitCode.OK;
    }
    DatasetLocator locator = data.locator();
    if (fetch != null) {
      KnownDataset dataset =
          KnownDataset.of(fetch)
              .orElseThrow(() -> usage("--fetch: need one of " + names() + ", got " + fetch));
      fetch(dataset, locator.downloadFolder(dataset));
    }
    List<List<String>> rows = new ArrayList<>();
    boolean wrong = false;
    for (KnownDataset dataset : KnownDataset.values()) {
      wrong |= inspect(locator, dataset, rows);
    }
    rows.add(List.of("synthetic", "-", "drawn by the program", "always there"));
    screen().print(new TextTable(List.of("data set", "file", "state", "where"), rows));
    screen().print("");
    list();
    return wrong ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private void list() {
    Catalog catalog = Catalog.standard();
    CatalogListing.print(
        this,
        ids,
        List.of(
            new CatalogListing.Section("Data sets, for --dataset", catalog.datasets()),
            new CatalogListing.Section(
                "Partitioners, for --partition: how the training examples are split over the nodes",
                catalog.partitioners())));
  }

  static String names() {
    return Stream.of(KnownDataset.values()).map(KnownDataset::id).collect(Collectors.joining(", "));
  }

  private void fetch(KnownDataset dataset, Path folder) throws IOException {
    screen().note("fetching %s into %s", dataset.id(), folder);
    long total = dataset.downloads().stream().mapToLong(download -> download.bytes()).sum();
    try (Progress progress = screen().progress(dataset.id(), " B", total)) {
      new DatasetDownloader((name, done, size) -> progress.at(done, name)).fetch(dataset, folder);
    }
  }

  /** Adds a row per file; true if a file is not the published one. */
  private static boolean inspect(
      DatasetLocator locator, KnownDataset dataset, List<List<String>> rows) {
    Optional<DatasetLocation> found = locator.find(dataset).or(() -> locator.incomplete(dataset));
    if (found.isEmpty()) {
      String places =
          locator.places(dataset).stream()
              .map(place -> place.directory().toString())
              .collect(Collectors.joining(", "));
      rows.add(List.of(dataset.id(), "-", "not found", "looked in " + places));
      return false;
    }
    boolean wrong = found.get().isIncomplete();
    for (FileStatus status : found.get().inspect()) {
      wrong |= status.state() == FileStatus.State.WRONG_CHECKSUM;
      rows.add(
          List.of(
              dataset.id(),
              status.file().name(),
              describe(status.state()),
              status.path().map(Path::toString).orElse("-")));
    }
    return wrong;
  }

  private static String describe(FileStatus.State state) {
    return switch (state) {
      case OK -> "checksum ok";
      case UNCHECKED -> "no checksum known";
      case WRONG_CHECKSUM -> "WRONG CHECKSUM";
      case FOREIGN -> "of another data set";
      case MISSING -> "missing";
    };
  }
}
