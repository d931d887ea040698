package io.github.brsgd.cli;

import io.github.brsgd.cli.report.html.HtmlReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Results as a page. */
@Command(
    name = "report",
    sortOptions = false,
    description = {
      "Makes one HTML file of the results in folders: what was run, tables, charts, links to the"
          + " CSV files. It needs no network. Runs that differ by their seed alone are shown as one,"
          + " with their spread.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  brsgd report runs/a                            into runs/a/report.html",
      "  brsgd report runs/seed-1 runs/seed-2 runs/compare --out runs",
      "",
      "A folder is one that 'brsgd train', 'brsgd compare' or 'brsgd sweep' wrote; a sweep may still",
      "be running."
    })
final class ReportCommand extends BaseCommand {

  @Parameters(arity = "0..*", paramLabel = "DIR", description = "Folders of results.")
  private List<Path> folders = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for report.html. Default: the first DIR.")
  private Path out;

  @Override
  int execute() throws IOException {
    if (folders.isEmpty()) {
      throw usage("which DIR? A folder that 'brsgd train', 'compare' or 'sweep' wrote");
    }
    Path folder = out == null ? folders.get(0) : OutputFolder.prepare(out);
    screen().print("report in %s", HtmlReport.write(folders, folder));
    return 0;
  }
}
