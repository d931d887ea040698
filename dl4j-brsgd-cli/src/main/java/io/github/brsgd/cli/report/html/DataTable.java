package io.github.brsgd.cli.report.html;

import io.github.brsgd.cli.report.svg.Element;
import java.util.ArrayList;
import java.util.List;

/** A table with a caption, in a frame of its own that scrolls where the page is too narrow. */
final class DataTable {

  private static final String NUMBER = "number";

  private final String caption;
  private final List<String> titles = new ArrayList<>();
  private final List<Boolean> numbers = new ArrayList<>();
  private final Element body = Element.of("tbody");

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
  void row(List<Element> cells) {
    if (cells.size() != titles.size()) {
      throw new IllegalArgumentException(
          "row: need " + titles.size() + " cells, got " + cells.size());
    }
    Element row = Element.of("tr");
    for (int i = 0; i < cells.size(); i++) {
      Element cell = i == 0 ? Element.of("th").with("scope", "row") : Element.of("td");
      row.add(
          numbers.get(i) ? cell.with("class", NUMBER).add(cells.get(i)) : cell.add(cells.get(i)));
    }
    body.add(row);
  }

  /** A cell of plain text. */
  static Element cell(String text) {
    return Element.text("span", text);
  }

  Element element() {
    Element head = Element.of("tr");
    for (int i = 0; i < titles.size(); i++) {
      Element title = Element.text("th", titles.get(i)).with("scope", "col");
      head.add(numbers.get(i) ? title.with("class", NUMBER) : title);
    }
    return scrolling(
        caption,
        Element.of(
            "table",
            Element.of("caption", Element.text("span", caption)),
            Element.of("thead", head),
            body));
  }

  /** Something wide in a frame that scrolls, reachable without a mouse. */
  static Element scrolling(String label, Element wide) {
    return Element.of("div", wide)
        .with("class", "scroll")
        .with("tabindex", "0")
        .with("role", "group")
        .with("aria-label", label);
  }
}
