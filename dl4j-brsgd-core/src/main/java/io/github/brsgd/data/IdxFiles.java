package io.github.brsgd.data;

import java.util.Arrays;
import java.util.Locale;

/** The IDX format of MNIST: big-endian header, then one unsigned byte per pixel or label. */
final class IdxFiles {

  static final int IMAGES = 0x0803;
  static final int LABELS = 0x0801;
  private static final int IMAGES_HEADER = 16;
  private static final int LABELS_HEADER = 8;

  private IdxFiles() {}

  /** Whether a file's content starts as IDX images do. */
  static boolean holdsImages(RawFile file) {
    return file.bytes().length >= 4 && file.integer(0) == IMAGES;
  }

  static ImageDataset join(String name, RawFile images, RawFile labels, int classes) {
    checkMagic(images, IMAGES, "images", IMAGES_HEADER);
    checkMagic(labels, LABELS, "labels", LABELS_HEADER);
    int count = images.integer(4);
    int height = images.integer(8);
    int width = images.integer(12);
    if (count < 1 || height < 1 || width < 1) {
      throw new CorruptFileException(
          images.path(), "header says " + count + " images of " + height + " x " + width);
    }
    checkLength(images, IMAGES_HEADER + (double) count * height * width);
    checkLength(labels, LABELS_HEADER + (double) labels.integer(4));
    if (labels.integer(4) != count) {
      throw new CorruptFileException(
          labels.path(),
          "has " + labels.integer(4) + " labels for the " + count + " images of " + images.path());
    }
    byte[] classOf = Arrays.copyOfRange(labels.bytes(), LABELS_HEADER, labels.bytes().length);
    for (int i = 0; i < count; i++) {
      if ((classOf[i] & 0xff) >= classes) {
        throw new CorruptFileException(
            labels.path(),
            "label " + i + " is " + (classOf[i] & 0xff) + ", expected 0.." + (classes - 1));
      }
    }
    return new ImageDataset(
        name,
        new ImageShape(1, height, width),
        Arrays.copyOfRange(images.bytes(), IMAGES_HEADER, images.bytes().length),
        classOf,
        ImageDataset.numbered(classes));
  }

  private static void checkMagic(RawFile file, int magic, String what, int header) {
    if (file.bytes().length < header) {
      throw new CorruptFileException(
          file.path(),
          "too short for IDX "
              + what
              + ": "
              + file.bytes().length
              + " bytes, header has "
              + header);
    }
    if (file.integer(0) != magic) {
      throw new CorruptFileException(
          file.path(),
          String.format(
              Locale.ROOT,
              "not a file of IDX %s: starts with 0x%08x, expected 0x%08x",
              what,
              file.integer(0),
              magic));
    }
  }

  private static void checkLength(RawFile file, double expected) {
    if (file.bytes().length != expected) {
      throw new CorruptFileException(
          file.path(),
          String.format(
              Locale.ROOT,
              "has %d bytes, its header asks for %.0f",
              file.bytes().length,
              expected));
    }
  }
}
