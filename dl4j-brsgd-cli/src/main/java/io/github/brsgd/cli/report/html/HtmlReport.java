package io.github.brsgd.cli.report.html;

import static j2html.TagCreator.a;
import static j2html.TagCreator.body;
import static j2html.TagCreator.each;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.li;
import static j2html.TagCreator.link;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.style;
import static j2html.TagCreator.title;
import static j2html.TagCreator.ul;

import io.github.brsgd.cli.report.svg.ChartStyle;
import io.github.brsgd.cli.report.svg.Markup;
import io.github.brsgd.files.AtomicFile;
import j2html.tags.DomContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

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
  static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

  private static final String TITLE = "Byzantine-robust training";

  /** What the page is on, in this order. */
  private static final List<Chapter<?>> CHAPTERS =
      List.of(new Sweeps(), new Grids(), new Comparisons(), new Runs());

  private HtmlReport() {}

  /**
   * Reads results and writes the report on them, whole or not at all.
   *
   * @param folders of runs, comparisons, grids and sweeps, at least one
   * @param out the folder for {@value #FILE}, which is there
   * @return the file
   * @throws io.github.brsgd.data.CorruptFileException if a file of a run was cut off
   * @throws IOException if something cannot be read or written, or is no result
   */
  public static Path write(List<Path> folders, Path out) throws IOException {
    return write(folders, out, CHAPTERS);
  }

  static Path write(List<Path> folders, Path out, List<Chapter<?>> chapters) throws IOException {
    List<Section> sections = new ResultFolders(folders).sections(chapters, new Links(out));
    Path file = out.resolve(FILE);
    AtomicFile.write(file, text(page(sections, each(), "This file needs no network")));
    return file;
  }

  /** A page on a run at work, which asks for itself again after some seconds. */
  static String live(Section section, int seconds) {
    return text(
        page(
            List.of(section),
            meta().attr("http-equiv", "refresh").withContent(String.valueOf(seconds)),
            "This page is made anew every " + seconds + " seconds, ends with its run"));
  }

  /** The page on a run that was watched and has ended. */
  static String last(Section section) {
    return text(
        page(
            List.of(section),
            each(),
            "The run has ended and its files are written: this page is the last of it, is nowhere"
                + " but here,"));
  }

  private static String text(DomContent page) {
    return "<!DOCTYPE html>\n" + Markup.of(page) + "\n";
  }

  private static DomContent page(List<Section> sections, DomContent refresh, String nature) {
    String title = sections.size() == 1 ? sections.get(0).title() : TITLE;
    return html(
            head(
                meta().withCharset("utf-8"),
                meta().attr("http-equiv", "Content-Security-Policy").withContent(POLICY),
                meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                refresh,
                meta().withName("color-scheme").withContent("light dark"),
                link().withRel("icon").withHref("data:,"),
                title(title + " – brsgd report"),
                style(rawHtml(ChartStyle.page() + css()))),
            body(
                header(p("brsgd report").withClass("brand"), h1(TITLE))
                    .condWith(sections.size() > 1, contents(sections)),
                main(each(sections, Section::element)),
                footer(
                    "Accuracies are in %. ± is the standard deviation over the seeds. "
                        + nature
                        + " and holds no script.")))
        .withLang("en");
  }

  private static DomContent contents(List<Section> sections) {
    return nav(ul(each(sections, s -> li(a(s.title()).withHref("#" + s.id())))))
        .attr("aria-label", "Sections");
  }

  private static String css() {
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
