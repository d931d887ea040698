package io.github.brsgd.data;

/**
 * Told how far a download is.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface DownloadProgress {

  /**
   * Called every few kilobytes.
   *
   * @param name the file
   * @param done bytes received
   * @param total bytes expected
   */
  void at(String name, long done, long total);
}
