package io.github.brsgd.data;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads data sets from where they were found; a file that is not the published one is refused.
 *
 * @since 0.1
 */
public final class DatasetLoader {

  private static final Logger LOG = LoggerFactory.getLogger(DatasetLoader.class);

  private DatasetLoader() {}

  /**
   * Reads one part of a data set into memory.
   *
   * @param location where it is
   * @param split which part; of CIFAR-10's training batches those that are there
   * @return its images
   * @throws CorruptFileException if a file's checksum or format is wrong
   * @throws IllegalArgumentException if a file that is needed is not there
   */
  public static ImageDataset load(DatasetLocation location, Split split) {
    KnownDataset dataset = location.dataset();
    List<DataFile> files = location.present(split).toList();
    List<DataFile> all = dataset.files().stream().filter(f -> f.split() == split).toList();
    if (files.isEmpty() || (!dataset.isUsableInPart() && files.size() < all.size())) {
      throw new IllegalArgumentException(
          dataset.id()
              + ": need "
              + all.stream().map(DataFile::name).toList()
              + " in "
              + location.directory()
              + ", found "
              + files.stream().map(DataFile::name).toList());
    }
    if (files.size() < all.size()) {
      LOG.warn("{}: using {} of {} training files", dataset.id(), files.size(), all.size());
    }
    return dataset.join(files.stream().map(location::read).toList());
  }
}
