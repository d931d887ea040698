package io.github.brsgd.cli.report.html;

import static j2html.TagCreator.details;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.section;
import static j2html.TagCreator.summary;

import j2html.tags.DomContent;
import j2html.tags.specialized.PTag;

/**
 * A part of the page.
 *
 * @param id for links within the page
 * @param title its heading
 * @param element all of it
 */
record Section(String id, String title, DomContent element) {

  /** A section with its heading and the sentence that tells what came out. */
  static Section of(String id, String title, PTag finding, DomContent... content) {
    return new Section(
        id,
        title,
        section(h2(title).withId(id + "-title"), finding.withClass("finding"))
            .with(content)
            .withId(id)
            .attr("aria-labelledby", id + "-title"));
  }

  /** What is there for those who ask, folded up. */
  static DomContent folded(String summary, DomContent... content) {
    return details(summary(summary)).with(content);
  }
}
