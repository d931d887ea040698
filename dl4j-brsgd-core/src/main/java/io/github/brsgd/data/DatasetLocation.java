package io.github.brsgd.data;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder in which a data set may be.
 *
 * @param dataset the data set
 * @param directory the folder
 * @param source why it is looked at, for instance {@code BRSGD_DATA}
 * @since 0.1
 */
public record DatasetLocation(KnownDataset dataset, Path directory, String source) {

  private static final Logger LOG = LoggerFactory.getLogger(DatasetLocation.class);

  /** Checks that all parts are there. */
  public DatasetLocation {
    Objects.requireNonNull(dataset, "dataset");
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(source, "source");
  }

  /**
   * Where a file of the data set is.
   *
   * @param file the file
   * @return its path, plain or with {@code .gz}; empty if it is in neither form there
   */
  public Optional<Path> path(DataFile file) {
    return Stream.of(file.name(), file.name() + ".gz")
        .map(directory::resolve)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /**
   * Whether the data set can be used from here: something to train on and all to test on.
   *
   * @return true if enough files are there; their content is checked when they are read
   */
  public boolean isUsable() {
    return dataset.isUsableInPart()
        ? has(Split.TEST) && present(Split.TRAIN).findAny().isPresent()
        : has(Split.TEST) && has(Split.TRAIN);
  }

  /**
   * Whether there is something of the data set here, but not enough.
   *
   * @return true if some of its files are there and it cannot be used
   */
  public boolean isIncomplete() {
    return !isUsable() && dataset.files().stream().anyMatch(file -> path(file).isPresent());
  }

  /**
   * What would have to be here.
   *
   * @return names of the files that are needed and not there; of CIFAR-10's training batches, of
   *     which one is enough, none where there is one
   */
  public List<String> missing() {
    return dataset.files().stream()
        .filter(file -> path(file).isEmpty())
        .filter(
            file ->
                file.split() == Split.TEST
                    || !dataset.isUsableInPart()
                    || present(Split.TRAIN).findAny().isEmpty())
        .map(DataFile::name)
        .toList();
  }

  private boolean has(Split split) {
    return present(split).count()
        == dataset.files().stream().filter(file -> file.split() == split).count();
  }

  /** The files of a split that are there. */
  Stream<DataFile> present(Split split) {
    return dataset.files().stream().filter(file -> file.split() == split && path(file).isPresent());
  }

  /**
   * Looks at every file, lengths and checksums included; what is wrong with one is logged.
   *
   * @return a status per file of the data set
   */
  public List<FileStatus> inspect() {
    return dataset.files().stream().map(this::inspect).toList();
  }

  /** Whether files of the data set are here, and all that bear their names are the published. */
  boolean isPublished() {
    List<DataFile> present =
        dataset.files().stream().filter(file -> path(file).isPresent()).toList();
    return !present.isEmpty()
        && present.stream()
            .map(this::inspect)
            .map(FileStatus::state)
            .allMatch(state -> state == FileStatus.State.OK || state == FileStatus.State.UNCHECKED);
  }

  private FileStatus inspect(DataFile file) {
    Optional<Path> path = path(file);
    if (path.isEmpty()) {
      return new FileStatus(file, path, FileStatus.State.MISSING);
    }
    try {
      RawFile raw = read(file);
      if (dataset.isForeign(raw)) {
        return new FileStatus(file, path, FileStatus.State.FOREIGN);
      }
      return new FileStatus(
          file, path, file.sha256().isPresent() ? FileStatus.State.OK : FileStatus.State.UNCHECKED);
    } catch (CorruptFileException | UncheckedIOException e) {
      LOG.warn("{}", e.getMessage());
      return new FileStatus(file, path, FileStatus.State.WRONG_CHECKSUM);
    }
  }

  /** What the loader holds the files to, and for those without a published checksum their own. */
  Map<String, String> checksums() {
    Map<String, String> sums = new TreeMap<>();
    for (DataFile file : dataset.files()) {
      path(file)
          .ifPresent(
              path ->
                  sums.put(
                      file.name(), file.sha256().orElseGet(() -> FileChecksums.unpacked(path))));
    }
    return sums;
  }

  /** Reads a file that is there and refuses any content but the published one. */
  RawFile read(DataFile file) {
    Path path = path(file).orElseThrow();
    RawFile raw = RawFile.read(path, file.bytes());
    Optional<String> difference = file.difference(raw);
    if (difference.isPresent()) {
      throw new CorruptFileException(
          path, "is not the published " + file.name() + ": " + difference.get());
    }
    return raw;
  }
}
