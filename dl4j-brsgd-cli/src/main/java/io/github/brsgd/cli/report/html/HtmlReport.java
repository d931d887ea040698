package io.github.brsgd.cli.report.html;

import io.github.brsgd.cli.compare.ComparisonRecord;
import io.github.brsgd.cli.report.svg.Element;
import io.github.brsgd.files.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Results as one HTML file that needs nothing else: no script, no network, no other file. Equal
 * results give equal bytes.
 *
 * @since 0.1
 */
public final class HtmlReport {

  /** The name of the file. */
  public static final String FILE = "report.html";

  /** Forbids every request; styles are those of the file, and there is no script to run. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

  private HtmlReport() {}

  /**
   * Reads results and writes the report on them, whole or not at all.
   *
   * @param folders of runs, comparisons and sweeps, at least one
   * @param out the folder for {@value #FILE}, which is there
   * @return the file
   * @throws io.github.brsgd.data.CorruptFileException if a file of a run was cut off
   * @throws IOException if something cannot be read or written, or is no result
   */
  public static Path write(List<Path> folders, Path out) throws IOException {
    ResultFolders results = ResultFolders.read(folders);
    List<Section> sections = sections(results, new Links(out));
    Path file = out.resolve(FILE);
    AtomicFile.write(file, "<!DOCTYPE html>\n" + page(sections) + "\n");
    return file;
  }

  private static List<Section> sections(ResultFolders results, Links links) throws IOException {
    List<Section> sections = new ArrayList<>();
    for (SweepFolder sweep : results.sweeps()) {
      String id = "sweep-" + (sections.size() + 1);
      String suffix = suffix(results.sweeps().size(), sweep.folder());
      sections.add(new SweepSection(id, suffix, sweep, links).section());
    }
    for (Map.Entry<Path, ComparisonRecord> entry : results.comparisons().entrySet()) {
      String id = "comparison-" + (sections.size() + 1);
      String suffix = suffix(results.comparisons().size(), entry.getKey());
      sections.add(
          new ComparisonSection(id, suffix, entry.getKey(), entry.getValue(), links).section());
    }
    List<List<RunFolder>> groups = alike(results.runs());
    for (List<RunFolder> runs : groups) {
      String id = "runs-" + (sections.size() + 1);
      String suffix = suffix(groups.size(), runs.get(0).folder());
      sections.add(new RunSection(id, suffix, runs, links).section());
    }
    return sections;
  }

  /** Tells sections of one kind apart by the first folder of each. */
  private static String suffix(int sections, Path folder) {
    return sections == 1 ? "" : ": " + folder;
  }

  /** Runs on the same data with the same network, whose curves can be compared. */
  private static List<List<RunFolder>> alike(List<RunFolder> runs) {
    Map<List<Object>, List<RunFolder>> groups = new LinkedHashMap<>();
    for (RunFolder run : runs) {
      List<Object> key =
          List.of(run.record().configuration().data(), run.record().configuration().network());
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(run);
    }
    return List.copyOf(groups.values());
  }

  private static Element page(List<Section> sections) {
    String title = sections.size() == 1 ? sections.get(0).title() : "Byzantine-robust training";
    Element main = Element.of("main");
    sections.forEach(section -> main.add(section.element()));
    Element header =
        Element.of(
            "header",
            Element.text("p", "brsgd report").with("class", "brand"),
            Element.text("h1", "Byzantine-robust training"));
    if (sections.size() > 1) {
      Element list = Element.of("ul");
      sections.forEach(
          s -> list.add(Element.of("li", Element.text("a", s.title()).with("href", "#" + s.id()))));
      header.add(Element.of("nav", list).with("aria-label", "Sections"));
    }
    return Element.of(
            "html",
            Element.of(
                "head",
                Element.of("meta").with("charset", "utf-8"),
                Element.of("meta")
                    .with("http-equiv", "Content-Security-Policy")
                    .with("content", POLICY),
                Element.of("meta")
                    .with("name", "viewport")
                    .with("content", "width=device-width, initial-scale=1"),
                Element.of("meta").with("name", "color-scheme").with("content", "light dark"),
                Element.of("link").with("rel", "icon").with("href", "data:,"),
                Element.text("title", title + " – brsgd report"),
                Element.style(css())),
            Element.of(
                "body",
                header,
                main,
                Element.text(
                    "footer",
                    "Accuracies are in %. ± is the standard deviation over the seeds. This file needs"
                        + " no network and holds no script.")))
        .with("lang", "en");
  }

  private static String css() {
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
