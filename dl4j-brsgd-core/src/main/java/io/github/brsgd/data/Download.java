package io.github.brsgd.data;

import java.net.URI;
import java.util.List;

/**
 * A file to fetch.
 *
 * @param name its name, as it is stored
 * @param bytes its size
 * @param sha256 its checksum, lower-case hexadecimal
 * @param mirrors where it is served, tried in this order
 * @since 0.1
 */
public record Download(String name, long bytes, String sha256, List<URI> mirrors) {

  /** Copies the list. */
  public Download {
    mirrors = List.copyOf(mirrors);
    if (mirrors.isEmpty()) {
      throw new IllegalArgumentException("mirrors: need at least one for " + name);
    }
  }
}
