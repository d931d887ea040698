package io.github.brsgd.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Images and labels in IDX files of any names, gzipped or not: told apart by what they hold, paired
 * by their number. Of two pairs the one to test on is named test or t10k, or else the smaller; of
 * one pair a fifth is held out.
 */
final class IdxFolder {

  private static final int COUNT = 4;
  private static final int HEADER = 8;

  private IdxFolder() {}

  static DataParts read(Path folder, Map<String, String> options, int examples, boolean normalise) {
    OwnData.checkOptions("idx", options, List.of());
    List<RawFile> images = new ArrayList<>();
    List<RawFile> labels = new ArrayList<>();
    for (Path file : files(folder)) {
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
              + folder
              + ", found images "
              + names(images)
              + " and labels "
              + names(labels));
    }
    images.sort(
        Comparator.comparing(IdxFolder::isTest).thenComparing(file -> -file.integer(COUNT)));
    List<RawFile> own = images.stream().map(file -> labelsOf(file, labels)).toList();
    int classes = Math.max(2, 1 + own.stream().mapToInt(IdxFolder::largest).max().orElseThrow());
    List<ImageDataset> parts = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      parts.add(IdxFiles.join(folder.getFileName().toString(), images.get(i), own.get(i), classes));
    }
    List<Path> read = Stream.concat(images.stream(), own.stream()).map(RawFile::path).toList();
    if (parts.size() == 2) {
      return DataParts.of(parts.get(0), parts.get(1), examples, normalise, read);
    }
    HeldOut split = HeldOut.of(parts.get(0).size());
    return DataParts.of(
        parts.get(0).subset(split.training()),
        parts.get(0).subset(split.test()),
        examples,
        normalise,
        read);
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder + ": " + e, e);
    }
  }

  private static List<String> names(List<RawFile> files) {
    return files.stream().map(file -> file.path().getFileName().toString()).toList();
  }

  private static boolean isTest(RawFile file) {
    String name = file.path().getFileName().toString().toLowerCase(Locale.ROOT);
    return name.contains("test") || name.contains("t10k");
  }

  /** The labels of as many images; of two such, of the same part. */
  private static RawFile labelsOf(RawFile images, List<RawFile> labels) {
    return labels.stream()
        .filter(file -> file.integer(COUNT) == images.integer(COUNT))
        .min(Comparator.comparing(file -> isTest(file) != isTest(images)))
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

  private static int largest(RawFile labels) {
    int largest = 0;
    for (int i = HEADER; i < labels.bytes().length; i++) {
      largest = Math.max(largest, labels.unsigned(i));
    }
    return largest;
  }
}
