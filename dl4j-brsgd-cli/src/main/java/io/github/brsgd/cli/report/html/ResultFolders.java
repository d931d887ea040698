package io.github.brsgd.cli.report.html;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The folders of a report, each of which holds results of one kind or of several.
 *
 * @param folders as they were named
 */
record ResultFolders(List<Path> folders) {

  /** Copies the list. */
  ResultFolders {
    folders = List.copyOf(folders);
  }

  /**
   * The sections of all chapters on what is in the folders.
   *
   * @throws IOException if a folder is not there, is there twice or has no result, or a file is not
   *     what its name says or cannot be read
   */
  List<Section> sections(List<Chapter<?>> chapters, Links links) throws IOException {
    check(chapters);
    List<Section> sections = new ArrayList<>();
    for (Chapter<?> chapter : chapters) {
      sections.addAll(sections(chapter, links));
    }
    return sections;
  }

  private void check(List<Chapter<?>> chapters) throws IOException {
    List<Path> seen = new ArrayList<>();
    for (Path folder : folders) {
      if (!Files.exists(folder)) {
        throw new NoSuchFileException(folder.toString());
      }
      if (!Files.isDirectory(folder)) {
        throw new NotDirectoryException(folder.toString());
      }
      if (seen.contains(folder.toRealPath())) {
        throw new IOException(folder + ": is there twice");
      }
      seen.add(folder.toRealPath());
      if (chapters.stream().noneMatch(chapter -> Files.exists(folder.resolve(chapter.file())))) {
        throw new IOException(
            folder
                + ": has no result of brsgd; need "
                + chapters.stream().map(Chapter::file).collect(Collectors.joining(" or ")));
      }
    }
  }

  private <R> List<Section> sections(Chapter<R> chapter, Links links) throws IOException {
    Map<Path, R> results = new LinkedHashMap<>();
    for (Path folder : folders) {
      if (Files.exists(folder.resolve(chapter.file()))) {
        results.put(folder, read(chapter, folder));
      }
    }
    return results.isEmpty() ? List.of() : chapter.sections(results, links);
  }

  /** What a folder holds; what is wrong with it is its fault and not that of the arguments. */
  private static <R> R read(Chapter<R> chapter, Path folder) throws IOException {
    try {
      return chapter.read(folder);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
