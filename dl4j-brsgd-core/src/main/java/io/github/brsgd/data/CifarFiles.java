package io.github.brsgd.data;

import java.nio.file.Path;
import java.util.List;

/** The binary format of CIFAR-10: records of a label byte and 1024 red, green and blue bytes. */
final class CifarFiles {

  static final ImageShape SHAPE = new ImageShape(3, 32, 32);
  static final List<String> CLASSES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");
  private static final int RECORD = 1 + SHAPE.size();

  private CifarFiles() {}

  static ImageDataset read(String name, List<Path> files) {
    return join(name, files.stream().map(PublishedFiles::batch).toList());
  }

  static ImageDataset join(String name, List<RawFile> raw) {
    int count = 0;
    for (RawFile file : raw) {
      int length = file.bytes().length;
      if (length == 0 || length % RECORD != 0) {
        throw new CorruptFileException(
            file.path(),
            "has "
                + length
                + " bytes, expected a positive multiple of "
                + RECORD
                + " (a label and 3072 pixels each)");
      }
      count += length / RECORD;
    }
    byte[] pixels = new byte[Math.multiplyExact(count, SHAPE.size())];
    byte[] labels = new byte[count];
    int next = 0;
    for (RawFile file : raw) {
      for (int at = 0; at < file.bytes().length; at += RECORD) {
        int label = file.unsigned(at);
        if (label >= CLASSES.size()) {
          throw new CorruptFileException(
              file.path(), "record " + at / RECORD + " has label " + label + ", expected 0..9");
        }
        labels[next] = (byte) label;
        System.arraycopy(file.bytes(), at + 1, pixels, next * SHAPE.size(), SHAPE.size());
        next++;
      }
    }
    return new ImageDataset(name, SHAPE, pixels, labels, CLASSES);
  }
}
