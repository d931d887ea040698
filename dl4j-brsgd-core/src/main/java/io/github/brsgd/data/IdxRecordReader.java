package io.github.brsgd.data;

import java.nio.file.Path;
import java.util.List;

/**
 * A DataVec reader of IDX files, the format of MNIST: give it a split of two files, one of images
 * and one of labels, plain or gzipped, in either order.
 *
 * <p>A record is a row of height * width pixels in [0, 255] and a class. Files that are cut off,
 * too long, do not belong together or are something else throw {@link CorruptFileException}.
 *
 * @since 0.1
 */
public final class IdxRecordReader extends ImageRecordReader {

  private static final long serialVersionUID = 1L;

  private final int classes;

  /**
   * A reader.
   *
   * @param classes labels must be below it; at most 256
   */
  public IdxRecordReader(int classes) {
    if (classes < 1 || classes > 256) {
      throw new IllegalArgumentException("classes: need 1..256, got " + classes);
    }
    this.classes = classes;
  }

  @Override
  ImageDataset read(List<Path> files) {
    if (files.size() != 2) {
      throw new IllegalArgumentException(
          "split: need a file of images and a file of labels, got " + files);
    }
    RawFile first = RawFile.read(files.get(0));
    RawFile second = RawFile.read(files.get(1));
    return IdxFiles.holdsImages(second)
        ? IdxFiles.join("idx", second, first, classes)
        : IdxFiles.join("idx", first, second, classes);
  }
}
