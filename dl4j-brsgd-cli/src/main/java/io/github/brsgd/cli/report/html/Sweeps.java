package io.github.brsgd.cli.report.html;

import io.github.brsgd.cli.sweep.SweepRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A section for each sweep. */
final class Sweeps implements Chapter<SweepFolder> {

  @Override
  public String file() {
    return SweepRecord.FILE;
  }

  @Override
  public SweepFolder read(Path folder) throws IOException {
    return SweepFolder.read(folder);
  }

  @Override
  public List<Section> sections(Map<Path, SweepFolder> results, Links links) throws IOException {
    List<Section> sections = new ArrayList<>();
    for (SweepFolder sweep : results.values()) {
      String id = "sweep-" + (sections.size() + 1);
      String suffix = Chapter.suffix(results.size(), sweep.folder());
      sections.add(new SweepSection(id, suffix, sweep, links).section());
    }
    return sections;
  }
}
