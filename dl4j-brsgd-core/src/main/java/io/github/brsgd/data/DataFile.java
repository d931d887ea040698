package io.github.brsgd.data;

import java.util.Optional;

/**
 * A file of a published data set.
 *
 * @param name its name when unpacked; {@code .gz} may follow on disk
 * @param bytes its size when unpacked
 * @param sha256 of the unpacked content, lower-case hexadecimal; empty where none is published
 * @param split the part that it belongs to
 * @since 0.1
 */
public record DataFile(String name, long bytes, Optional<String> sha256, Split split) {

  /** What tells something that was read, unpacked, from the published file; empty if nothing. */
  Optional<String> difference(RawFile raw) {
    if (raw.bytes().length != bytes) {
      return Optional.of("has " + raw.bytes().length + " bytes, expected " + bytes);
    }
    String found = sha256.isEmpty() ? "" : raw.sha256();
    return sha256
        .filter(sum -> !sum.equals(found))
        .map(sum -> "SHA-256 of its content is " + found + ", expected " + sum);
  }
}
