package io.github.brsgd.cli.report.html;

import static j2html.TagCreator.code;
import static j2html.TagCreator.each;
import static j2html.TagCreator.li;
import static j2html.TagCreator.ul;

import io.github.brsgd.cli.report.svg.Key;
import j2html.tags.DomContent;
import java.util.Map;

/** What the letters and colours of charts stand for. */
final class Legend {

  private Legend() {}

  static DomContent of(String label, Map<Key, String> texts) {
    return ul(each(texts, (key, text) -> li(key.badge(), code(text))))
        .withClass("legend")
        .attr("aria-label", label);
  }
}
