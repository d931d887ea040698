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
public record DataFile(String name, long bytes, Optional<String> sha256, Split split) {}
