package io.github.brsgd.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Data of a user's own, by text: a kind, a path and, after commas, {@code key=value}.
 *
 * <pre>
 * idx:DIR                  images and labels in files of MNIST's format, under any names
 * csv:FILE,label=COLUMN    numbers, and a class in one column
 * images:DIR               a folder of images per class
 * </pre>
 *
 * @since 0.1
 */
public final class OwnData {

  /** Reads one kind. */
  interface Reader {

    /**
     * Reads all examples.
     *
     * @param path the file or folder
     * @param options key to value; the reader refuses what it does not know
     * @param examples train on the first so many; 0 for all
     * @param normalise whether images are scaled to mean 0 and deviation 1
     */
    DataParts read(Path path, Map<String, String> options, int examples, boolean normalise);
  }

  private static final Map<String, Reader> READERS =
      Map.of(
          "idx", IdxFolder::read,
          "csv", CsvTable::read,
          "images", ImageFolder::read);

  private static final String USAGE = "idx:DIR, csv:FILE,label=COLUMN or images:DIR";

  private final String text;
  private final Reader reader;
  private final Path path;
  private final Map<String, String> options;

  private OwnData(String text, Reader reader, Path path, Map<String, String> options) {
    this.text = text;
    this.reader = reader;
    this.path = path;
    this.options = options;
  }

  /**
   * How such a text is written.
   *
   * @return for help and errors
   */
  public static String usage() {
    return USAGE;
  }

  /**
   * The data that a text names.
   *
   * @param text for instance {@code csv:spam.csv,label=58}
   * @return where they are, not read yet; empty if the text is of no kind, as {@code mnist} is
   * @throws IllegalArgumentException if the kind is unknown or an option is not {@code key=value}
   */
  public static Optional<OwnData> of(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    Reader reader = READERS.get(text.substring(0, colon));
    if (reader == null) {
      throw new IllegalArgumentException(
          "dataset: unknown kind '" + text.substring(0, colon) + "', need " + USAGE);
    }
    // A comma within a path stays: only what looks like an option is one.
    String[] parts = text.substring(colon + 1).split(",(?=[a-z]+=)", -1);
    Map<String, String> options = new LinkedHashMap<>();
    for (String option : List.of(parts).subList(1, parts.length)) {
      int equals = option.indexOf('=');
      if (options.put(option.substring(0, equals), option.substring(equals + 1)) != null) {
        throw new IllegalArgumentException(
            "dataset: " + option.substring(0, equals) + " is given twice in " + text);
      }
    }
    if (parts[0].isBlank()) {
      throw new IllegalArgumentException("dataset: need a path, as in " + USAGE + ", got " + text);
    }
    return Optional.of(new OwnData(text, reader, Path.of(parts[0]), options));
  }

  /** Refuses options that a kind does not have. */
  static void checkOptions(String kind, Map<String, String> options, List<String> known) {
    String unknown =
        options.keySet().stream()
            .filter(key -> !known.contains(key))
            .collect(Collectors.joining(", "));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "dataset: " + kind + " does not have '" + unknown + "', only " + known);
    }
  }

  static void checkFolder(String kind, Path path) {
    if (!Files.isDirectory(path)) {
      throw new IllegalArgumentException("dataset: " + kind + " needs a folder, got " + path);
    }
  }

  /**
   * Where they are.
   *
   * @return the file or folder
   */
  public Path path() {
    return path;
  }

  /**
   * Reads them.
   *
   * @param examples train on the first so many; 0 for all
   * @param normalise whether images are scaled to mean 0 and deviation 1; tables always are
   * @return training and test examples
   * @throws IllegalArgumentException if there is no such path, or an option is wrong
   * @throws CorruptFileException if a file is not what it should be
   */
  public DataParts load(int examples, boolean normalise) {
    if (!Files.exists(path)) {
      throw new IllegalArgumentException("dataset: there is no " + path);
    }
    return reader.read(path, options, examples, normalise);
  }

  @Override
  public String toString() {
    return text;
  }
}
