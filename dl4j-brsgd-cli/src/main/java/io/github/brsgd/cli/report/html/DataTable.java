package io.github.brsgd.cli.report.html;

import static j2html.TagCreator.caption;
import static j2html.TagCreator.div;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import j2html.tags.specialized.TbodyTag;
import j2html.tags.specialized.TrTag;
import java.util.ArrayList;
import java.util.List;

/** A table with a caption, in a frame of its own that scrolls where the page is too narrow. */
final class DataTable {

  private static final String NUMBER = "number";

  private final String caption;
  private final List<String> titles = new ArrayList<>();
  private final List<Boolean> numbers = new ArrayList<>();
  private final TbodyTag body = tbody();

  DataTable(String caption) {
    this.caption = caption;
  }

  /** Adds a column of text. */
  DataTable text(String title) {
    titles.add(title);
    numbers.add(false);
    return this;
  }

  /** Adds a column of numbers. */
  DataTable number(String title) {
    titles.add(title);
    numbers.add(true);
    return this;
  }

  /** Adds a row; its first cell is its heading. */
  void row(List<DomContent> cells) {
    if (cells.size() != titles.size()) {
      throw new IllegalArgumentException(
          "row: need " + titles.size() + " cells, got " + cells.size());
    }
    TrTag row = tr();
    for (int i = 0; i < cells.size(); i++) {
      row.with(
          i == 0
              ? th(cells.get(i)).withScope("row").withCondClass(numbers.get(i), NUMBER)
              : td(cells.get(i)).withCondClass(numbers.get(i), NUMBER));
    }
    body.with(row);
  }

  DomContent element() {
    TrTag head = tr();
    for (int i = 0; i < titles.size(); i++) {
      head.with(th(titles.get(i)).withScope("col").withCondClass(numbers.get(i), NUMBER));
    }
    return scrolling(caption, table(caption(span(caption)), thead(head), body));
  }

  /** Something wide in a frame that scrolls, reachable without a mouse. */
  static DomContent scrolling(String label, DomContent wide) {
    return div(wide)
        .withClass("scroll")
        .withTabindex(0)
        .attr("role", "group")
        .attr("aria-label", label);
  }
}
