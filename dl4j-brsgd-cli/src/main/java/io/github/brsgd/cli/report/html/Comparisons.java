package io.github.brsgd.cli.report.html;

import io.github.brsgd.cli.compare.ComparisonRecord;
import io.github.brsgd.cli.report.JsonFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A section for each comparison. */
final class Comparisons implements Chapter<ComparisonRecord> {

  @Override
  public String file() {
    return ComparisonRecord.FILE;
  }

  @Override
  public ComparisonRecord read(Path folder) throws IOException {
    return JsonFiles.read(folder.resolve(file()), ComparisonRecord.class);
  }

  @Override
  public List<Section> sections(Map<Path, ComparisonRecord> results, Links links)
      throws IOException {
    List<Section> sections = new ArrayList<>();
    for (Map.Entry<Path, ComparisonRecord> result : results.entrySet()) {
      String id = "comparison-" + (sections.size() + 1);
      String suffix = Chapter.suffix(results.size(), result.getKey());
      sections.add(
          new ComparisonSection(id, suffix, result.getKey(), result.getValue(), links).section());
    }
    return sections;
  }
}
