package io.github.brsgd.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds data sets on this machine: in the folder given, else in the folder that {@code BRSGD_DATA}
 * names, the checkout's {@code datasets} folder, Deeplearning4j's own data folder, in this order. A
 * folder that was given is the only one looked at.
 *
 * @since 0.1
 */
public final class DatasetLocator {

  /** The environment variable that names a folder with a folder per data set. */
  public static final String VARIABLE = "BRSGD_DATA";

  private final Optional<Path> given;
  private final Optional<Path> variable;
  private final Path datasets;
  private final Path dl4j;

  /**
   * A search over these places.
   *
   * @param given a folder with the files, or with a folder per data set; empty to search
   * @param variable the value of {@code BRSGD_DATA}; empty if it is not set
   * @param datasets the checkout's {@code datasets} folder
   * @param dl4j Deeplearning4j's data folder
   */
  public DatasetLocator(Optional<Path> given, Optional<Path> variable, Path datasets, Path dl4j) {
    this.given = Objects.requireNonNull(given, "given");
    this.variable = Objects.requireNonNull(variable, "variable");
    this.datasets = Objects.requireNonNull(datasets, "datasets");
    this.dl4j = Objects.requireNonNull(dl4j, "dl4j");
  }

  /**
   * The search as the environment of this process has it.
   *
   * @param given a folder to look at instead; empty to search
   * @param checkout the folder that holds {@code datasets}
   * @return a locator
   */
  public static DatasetLocator standard(Optional<Path> given, Path checkout) {
    return new DatasetLocator(
        given,
        Optional.ofNullable(System.getenv(VARIABLE)).filter(v -> !v.isBlank()).map(Path::of),
        checkout.resolve("datasets"),
        Path.of(System.getProperty("user.home"), ".deeplearning4j", "data"));
  }

  /**
   * Every folder that is looked at, in order, whether it exists or not.
   *
   * @param dataset the data set looked for
   * @return at least one folder
   */
  public List<DatasetLocation> places(KnownDataset dataset) {
    List<DatasetLocation> places = new ArrayList<>();
    if (given.isPresent()) {
      Path own = given.get().resolve(dataset.id());
      // Names of files are not enough where two data sets have the same, and a folder has one's id.
      boolean named = Files.isDirectory(own);
      add(places, dataset, named ? own : given.get(), "given");
      add(places, dataset, named ? given.get() : own, "given");
      return places;
    }
    variable.ifPresent(dir -> add(places, dataset, dir.resolve(dataset.id()), VARIABLE));
    add(places, dataset, datasets.resolve(dataset.id()), "datasets folder");
    for (String folder : dataset.dl4jFolders()) {
      add(places, dataset, dl4j.resolve(folder), "Deeplearning4j's folder");
    }
    return places;
  }

  private static void add(
      List<DatasetLocation> places, KnownDataset dataset, Path directory, String source) {
    places.add(new DatasetLocation(dataset, directory, source));
  }

  /**
   * The first place with enough files.
   *
   * @param dataset the data set looked for
   * @return where it is, or empty if it is nowhere
   */
  public Optional<DatasetLocation> find(KnownDataset dataset) {
    return places(dataset).stream().filter(DatasetLocation::isUsable).findFirst();
  }

  /**
   * The first place in which some files of the data set are, but not enough.
   *
   * @param dataset the data set looked for
   * @return where that is, or empty
   */
  public Optional<DatasetLocation> incomplete(KnownDataset dataset) {
    return places(dataset).stream().filter(DatasetLocation::isIncomplete).findFirst();
  }

  /**
   * Whether the user has named a folder, by an option or by {@value #VARIABLE}, that is not there.
   *
   * @return that folder, or empty
   */
  public Optional<Path> namedButAbsent() {
    return given.or(() -> variable).filter(folder -> !Files.isDirectory(folder));
  }

  /**
   * Whether a folder was given, which is the only one looked at then.
   *
   * @return true if so
   */
  public boolean isGiven() {
    return given.isPresent();
  }

  /**
   * Why a data set cannot be used.
   *
   * @param dataset one that {@link #find} does not find
   * @return a sentence with every folder looked at and what is missing there
   */
  public String explain(KnownDataset dataset) {
    return dataset.id()
        + " is not found: "
        + places(dataset).stream().map(DatasetLocator::explain).collect(Collectors.joining("; "));
  }

  private static String explain(DatasetLocation place) {
    if (!Files.isDirectory(place.directory())) {
      return "no folder " + place.directory();
    }
    return place.directory()
        + (place.isIncomplete()
            ? " lacks " + String.join(", ", place.missing())
            : " has none of it");
  }

  /**
   * Where a download goes.
   *
   * @param dataset the data set
   * @return the folder that was given, where published files of it lie there; else {@code <id>} in
   *     that folder, or where none was given in that of the checkout
   */
  public Path downloadFolder(KnownDataset dataset) {
    Path own = given.orElse(datasets).resolve(dataset.id());
    return given
        .filter(folder -> !Files.isDirectory(own))
        .filter(folder -> new DatasetLocation(dataset, folder, "given").isPublished())
        .orElse(own);
  }
}
