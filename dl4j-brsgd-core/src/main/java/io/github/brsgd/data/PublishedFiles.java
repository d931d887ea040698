package io.github.brsgd.data;

import io.github.brsgd.files.TextFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Holds a file that bears the name of a published one to its size and checksum, also where it is
 * read as a file of one's own: a download that was cut between two records looks whole.
 */
final class PublishedFiles {

  /**
   * Spambase, 4,601 e-mails (Hopkins, Reeber, Forman and Suermondt; UCI Machine Learning
   * Repository). As published its lines end with carriage return and line feed.
   */
  private static final DataFile SPAMBASE =
      new DataFile(
          "spambase.data",
          702_942,
          Optional.of("b1ef93de71f97714d3d7d4f58fc9f718da7bbc8ac8a150eff2778616a8097b12"),
          Split.TRAIN);

  private PublishedFiles() {}

  /**
   * Reads a batch of CIFAR-10. IDX files are not looked at: several data sets share MNIST's names,
   * and their headers tell how long they are.
   */
  static RawFile batch(Path path) {
    Optional<DataFile> known = find(KnownDataset.CIFAR10.files(), path);
    if (known.isEmpty()) {
      return RawFile.read(path);
    }
    RawFile raw = RawFile.read(path, known.get().bytes());
    check(known.get(), raw);
    return raw;
  }

  /** Checks a table, whatever its line ends are. */
  static void checkTable(Path path) throws IOException {
    if (find(List.of(SPAMBASE), path).isPresent()) {
      String lines =
          TextFile.lines(path).stream().map(line -> line + "\r\n").collect(Collectors.joining());
      check(SPAMBASE, new RawFile(path, lines.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static Optional<DataFile> find(List<DataFile> files, Path path) {
    String name = path.getFileName().toString().replaceFirst("\\.gz$", "");
    return files.stream().filter(file -> file.name().equals(name)).findFirst();
  }

  private static void check(DataFile known, RawFile raw) {
    Optional<String> difference = known.difference(raw);
    if (difference.isPresent()) {
      throw new CorruptFileException(
          raw.path(),
          "is not the published "
              + known.name()
              + ": "
              + difference.get()
              + "; data of your own need another name");
    }
  }
}
