package io.github.brsgd.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Heading;

/**
 * What {@code search.js} searches: a place for each heading, and one for each class that has
 * Javadoc. A script and no JSON file, as browsers read no files beside a page that is a file
 * itself.
 */
final class SearchIndex {

  /**
   * Somewhere a search may lead.
   *
   * @param page title of the page
   * @param heading the heading there
   * @param link from the site's folder
   * @param text what stands below the heading
   */
  record Place(String page, String heading, String link, String text) {}

  private SearchIndex() {}

  /** Places of one document, in their order. Before its tree is changed. */
  static List<Place> places(Document document) {
    List<Place> places = new ArrayList<>();
    for (Heading heading : document.headings().keySet()) {
      String anchor = document.headings().get(heading);
      places.add(
          new Place(
              document.title(),
              Document.text(heading),
              Address.of(document.page()) + (heading.getLevel() == 1 ? "" : "#" + anchor),
              document.textBelow(heading)));
    }
    return places;
  }

  /** The script. */
  static String script(List<Place> places) {
    try {
      List<List<String>> rows =
          places.stream()
              .map(place -> List.of(place.page(), place.heading(), place.link(), place.text()))
              .toList();
      return "searchIndex = " + new ObjectMapper().writeValueAsString(rows) + ";\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("strings that are no JSON", e);
    }
  }
}
