package io.github.brsgd.cli.report.html;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Results of one kind: how they are known and read, and the sections of the page on them.
 *
 * @param <R> what is in a folder
 */
interface Chapter<R> {

  /** The file that a folder with such results has. */
  String file();

  /**
   * Reads a folder that has the file.
   *
   * @throws IllegalArgumentException if a file is not what its name says
   * @throws IOException if a file cannot be read
   */
  R read(Path folder) throws IOException;

  /**
   * The sections.
   *
   * @param results by folder, in the order in which folders were named; at least one
   * @param links to files beside the page
   * @return any number, their ids begun by a word that no other chapter uses
   */
  List<Section> sections(Map<Path, R> results, Links links) throws IOException;

  /** Tells sections of one kind apart by the first folder of each. */
  static String suffix(int sections, Path folder) {
    return sections == 1 ? "" : ": " + folder;
  }
}
