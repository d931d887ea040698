package io.github.brsgd.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Images and labels in files of MNIST's format under any names, gzipped or not: {@code idx:DIR}.
 * Files are told apart by what they hold, paired by their number. Of two pairs the one to test on
 * is named test or t10k, or else the smaller; of one pair a fifth is held out.
 *
 * @param dir the folder
 * @since 0.2
 */
public record IdxFolder(Path dir) implements ExampleSource {

  private static final int COUNT = 4;
  private static final int HEADER = 8;

  /** Checks that it is given. */
  public IdxFolder {
    Objects.requireNonNull(dir, "dir");
  }

  @Override
  public void check(DatasetLocator locator) {
    NamedPath.checkFolder("idx", dir);
  }

  @Override
  public DataParts load(DataRequest request) {
    check(request.locator());
    List<RawFile> images = new ArrayList<>();
    List<RawFile> labels = new ArrayList<>();
    for (Path file : files(dir)) {
      RawFile raw = RawFile.read(file);
      if (raw.bytes().length >= HEADER && raw.integer(0) == IdxFiles.IMAGES) {
        images.add(raw);
      } else if (raw.bytes().length >= HEADER && raw.integer(0) == IdxFiles.LABELS) {
        labels.add(raw);
      }
    }
    if (images.isEmpty() || images.size() > 2 || labels.size() != images.size()) {
      throw new IllegalArgumentException(
          "dataset: need one or two pairs of IDX images and labels in "
              + dir
              + ", found images "
              + names(images)
              + " and labels "
              + names(labels));
    }
    images.sort(
        Comparator.comparing(IdxFolder::isTest).thenComparing(file -> -file.integer(COUNT)));
    List<RawFile> own = new ArrayList<>();
    for (RawFile file : images) {
      RawFile match = labelsOf(file, labels);
      labels.remove(match);
      own.add(match);
    }
    int classes = Math.max(2, 1 + own.stream().mapToInt(IdxFolder::largest).max().orElseThrow());
    List<ImageDataset> parts = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      parts.add(IdxFiles.join(NamedPath.name(dir), images.get(i), own.get(i), classes));
    }
    List<Path> read = Stream.concat(images.stream(), own.stream()).map(RawFile::path).toList();
    if (parts.size() == 2) {
      if (!parts.get(0).shape().equals(parts.get(1).shape())) {
        throw new CorruptFileException(
            read.get(1),
            "has images of "
                + parts.get(1).shape()
                + ", "
                + read.get(0)
                + " of "
                + parts.get(0).shape());
      }
      ImageDataset test = parts.get(1);
      return DataParts.of(parts.get(0), () -> test, request).from(dir, read);
    }
    HeldOut split = HeldOut.of(parts.get(0).size());
    ImageDataset test = parts.get(0).subset(split.test());
    return DataParts.of(parts.get(0).subset(split.training()), () -> test, request).from(dir, read);
  }

  @Override
  public String toString() {
    return "idx:" + dir;
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder + ": " + e, e);
    }
  }

  private static List<String> names(List<RawFile> files) {
    return files.stream().map(IdxFolder::name).toList();
  }

  /** By a whole word of the name: "latest" is none. */
  private static boolean isTest(RawFile file) {
    return Stream.of(name(file).split("[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])"))
        .map(word -> word.toLowerCase(Locale.ROOT))
        .anyMatch(word -> word.matches("test(s|ing)?[0-9]*|t10k"));
  }

  /** The labels of as many images; of two such, of the same part, and else of the nearer name. */
  private static RawFile labelsOf(RawFile images, List<RawFile> labels) {
    return labels.stream()
        .filter(file -> file.integer(COUNT) == images.integer(COUNT))
        .max(
            Comparator.<RawFile, Boolean>comparing(file -> isTest(file) == isTest(images))
                .thenComparing(file -> alike(name(file), name(images))))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "dataset: "
                        + images.path()
                        + " has "
                        + images.integer(COUNT)
                        + " images, no file of labels has as many: "
                        + names(labels)));
  }

  private static String name(RawFile file) {
    return file.path().getFileName().toString();
  }

  /** How many letters two names have in common from their beginnings and from their ends. */
  private static int alike(String a, String b) {
    return common(bare(a), bare(b)) + common(reversed(bare(a)), reversed(bare(b)));
  }

  /** Without the endings that tell the format. */
  private static String bare(String name) {
    return name.replaceAll("(?i)(\\.gz|[-.]idx[13]-ubyte)+$", "");
  }

  private static String reversed(String name) {
    return new StringBuilder(name).reverse().toString();
  }

  private static int common(String a, String b) {
    int same = 0;
    while (same < a.length() && same < b.length() && a.charAt(same) == b.charAt(same)) {
      same++;
    }
    return same;
  }

  private static int largest(RawFile labels) {
    int largest = 0;
    for (int i = HEADER; i < labels.bytes().length; i++) {
      largest = Math.max(largest, labels.unsigned(i));
    }
    return largest;
  }
}
