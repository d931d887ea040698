package io.github.brsgd.data;

import java.nio.file.Path;
import java.util.List;

/**
 * A DataVec reader of the binary form of CIFAR-10: give it a split of batch files, plain or
 * gzipped.
 *
 * <p>A record is a row of 3072 pixels in [0, 255], red, green, blue plane one after another, and a
 * class. Files that are cut off or hold impossible labels throw {@link CorruptFileException}; so do
 * files with the names of the published batches and another size or checksum. Batches of one's own
 * bear other names and may be of any number of records.
 *
 * @since 0.1
 */
public final class CifarRecordReader extends ImageRecordReader {

  private static final long serialVersionUID = 1L;

  /** A reader. */
  public CifarRecordReader() {}

  @Override
  ImageDataset read(List<Path> files) {
    return CifarFiles.read("cifar10", files);
  }
}
