package io.github.brsgd.cli.report.html;

import io.github.brsgd.cli.report.svg.Element;

/**
 * A part of the page.
 *
 * @param id for links within the page
 * @param title its heading
 * @param element all of it
 */
record Section(String id, String title, Element element) {

  /** A section with its heading and the sentence that tells what came out. */
  static Section of(String id, String title, Element finding, Element... content) {
    return new Section(
        id,
        title,
        Element.of("section", Element.text("h2", title).with("id", id + "-title"))
            .with("id", id)
            .with("aria-labelledby", id + "-title")
            .add(finding.with("class", "finding"))
            .add(content));
  }

  /** What is there for those who ask, folded up. */
  static Element folded(String summary, Element... content) {
    return Element.of("details", Element.text("summary", summary)).add(content);
  }
}
