package io.github.brsgd.cli.report.html;

import io.github.brsgd.cli.report.svg.Element;
import io.github.brsgd.cli.report.svg.Key;
import java.util.Map;

/** What the letters and colours of charts stand for. */
final class Legend {

  private Legend() {}

  static Element of(String label, Map<Key, String> texts) {
    Element list = Element.of("ul").with("class", "legend").with("aria-label", label);
    texts.forEach((key, text) -> list.add(Element.of("li", key.badge(), Words.code(text))));
    return list;
  }
}
