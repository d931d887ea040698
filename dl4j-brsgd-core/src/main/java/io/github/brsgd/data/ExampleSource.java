package io.github.brsgd.data;

/**
 * A data set: found on this machine or made by the program, and read when it is asked for. Users
 * write their own; the catalogue gives it a name.
 *
 * @since 0.2
 */
public interface ExampleSource {

  /**
   * Looks whether the data are there, without reading them; a source that is made by the program
   * always is.
   *
   * @param locator finds published data sets on this machine
   * @throws DatasetNotFoundException if it is a published data set that is nowhere
   * @throws IllegalArgumentException if it is a file or folder that is not there
   */
  default void check(DatasetLocator locator) {}

  /**
   * Reads or makes the examples.
   *
   * @param request how many, how scaled, and where published data sets are looked for
   * @return training and test examples; the same for the same request
   * @throws IllegalArgumentException if the data are not there, or what is wanted of them is wrong
   * @throws CorruptFileException if a file is not what it should be
   */
  DataParts load(DataRequest request);
}
