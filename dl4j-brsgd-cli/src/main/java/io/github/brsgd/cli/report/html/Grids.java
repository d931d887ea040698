package io.github.brsgd.cli.report.html;

import io.github.brsgd.cli.compare.GridRecord;
import io.github.brsgd.cli.report.JsonFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A section for each grid. */
final class Grids implements Chapter<GridRecord> {

  @Override
  public String file() {
    return GridRecord.FILE;
  }

  @Override
  public GridRecord read(Path folder) throws IOException {
    return JsonFiles.read(folder.resolve(file()), GridRecord.class);
  }

  @Override
  public List<Section> sections(Map<Path, GridRecord> results, Links links) throws IOException {
    List<Section> sections = new ArrayList<>();
    for (Map.Entry<Path, GridRecord> result : results.entrySet()) {
      String id = "grid-" + (sections.size() + 1);
      String suffix = Chapter.suffix(results.size(), result.getKey());
      sections.add(
          new GridSection(id, suffix, result.getKey(), result.getValue(), links).section());
    }
    return sections;
  }
}
