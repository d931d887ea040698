package io.github.brsgd.cli;

import io.github.brsgd.data.DatasetLocator;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that says where data sets are. */
final class DataFolder {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Folder with the data set's files, or with a folder per data set. Default: the folder"
              + " that the variable BRSGD_DATA names, then the checkout's datasets folder, then"
              + " Deeplearning4j's own.")
  private Path folder;

  /** The folder given, if one is. */
  Optional<Path> given() {
    return Optional.ofNullable(folder);
  }

  /** The search that this command makes. */
  DatasetLocator locator() {
    return DatasetLocator.standard(given(), BaseCommand.home());
  }
}
