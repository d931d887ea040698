package io.github.brsgd.cli.report.html;

import io.github.brsgd.cli.experiment.RunRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A section for all runs on the same data with the same network, whose curves can be compared. */
final class Runs implements Chapter<RunFolder> {

  @Override
  public String file() {
    return RunRecord.FILE;
  }

  @Override
  public RunFolder read(Path folder) throws IOException {
    return RunFolder.read(folder);
  }

  @Override
  public List<Section> sections(Map<Path, RunFolder> results, Links links) throws IOException {
    Map<List<Object>, List<RunFolder>> alike = new LinkedHashMap<>();
    for (RunFolder run : results.values()) {
      List<Object> key =
          List.of(run.record().configuration().data(), run.record().configuration().network());
      alike.computeIfAbsent(key, k -> new ArrayList<>()).add(run);
    }
    List<Section> sections = new ArrayList<>();
    for (List<RunFolder> runs : alike.values()) {
      String id = "runs-" + (sections.size() + 1);
      String suffix = Chapter.suffix(alike.size(), runs.get(0).folder());
      sections.add(new RunSection(id, suffix, runs, links).section());
    }
    return sections;
  }
}
