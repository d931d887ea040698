package io.github.brsgd.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.htmlunit.WebClient;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The site of this checkout, with Javadoc of one class in the place of all, so that none has to be
 * built.
 */
class DocumentationTest {

  @TempDir private static Path folder;
  private static Path site;

  @BeforeAll
  static void build() throws IOException {
    Javadoc javadoc = new Checkout(folder.resolve("small")).javadoc();
    site = folder.resolve("site");
    // Fails where a link of any document leads nowhere, and says which.
    Site.build(Path.of("..").toAbsolutePath().normalize(), javadoc, "0", site);
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> walk = Files.walk(site)) {
      return walk.filter(file -> file.toString().endsWith(".html"))
          .filter(file -> !file.startsWith(site.resolve("api")))
          .sorted()
          .toList();
    }
  }

  @Test
  void everyDocumentHasItsPage() throws IOException {
    assertThat(pages().stream().map(page -> site.relativize(page).toString().replace('\\', '/')))
        .hasSizeGreaterThan(60)
        .contains(
            "index.html",
            "CHANGELOG.html",
            "docs/theory.html",
            "docs/rules/krum.html",
            "docs/attacks/index.html");
  }

  @Test
  void everyPageCanBeReadAloudAndWithoutAMouse() throws IOException {
    for (Path page : pages()) {
      String html = Files.readString(page);
      assertThat(html)
          .as("%s", page)
          .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
          .contains(
              "<title>", "<main id=\"siteText\"", "href=\"#siteText\"", "<header>", "<footer>")
          .contains("<nav id=\"sitePages\" aria-label=\"Pages\">")
          .contains("<label for=\"siteQuery\">")
          .doesNotContain("alt=\"\"");
      assertThat(html.split("<h1", -1)).as("%s", page).hasSize(2);
      assertThat(Pattern.compile(" id=\"[^\"]*\"").matcher(html).results().map(MatchResult::group))
          .as("%s", page)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void nothingIsLoadedFromElsewhere() throws IOException {
    Pattern loaded = Pattern.compile("(?:src=\"|<link [^>]*href=\"|url\\()(?:https?:)?//");
    for (Path page : pages()) {
      assertThat(Files.readString(page)).as("%s", page).doesNotContainPattern(loaded);
    }
    assertThat(Files.readString(site.resolve("site.css"))).doesNotContainPattern(loaded);
  }

  @Test
  void aSearchFindsTheRuleAndEnterGoesThere() throws IOException {
    List<URL> requested = new ArrayList<>();
    try (WebClient browser =
        new WebClient() {
          private static final long serialVersionUID = 1L;

          @Override
          public WebResponse loadWebResponse(WebRequest request) throws IOException {
            requested.add(request.getUrl());
            return super.loadWebResponse(request);
          }
        }) {
      HtmlPage page = browser.getPage(site.resolve("docs/theory.html").toUri().toURL());
      HtmlInput field = page.getHtmlElementById("siteQuery");
      DomElement results = page.getElementById("siteResults");
      assertThat(field.isDisplayed()).isTrue();
      assertThat(results.isDisplayed()).isFalse();
      field.focus();
      field.type("multi-krum");
      browser.waitForBackgroundJavaScript(5_000);
      assertThat(results.isDisplayed()).isTrue();
      assertThat(page.getElementById("siteFound").asNormalizedText()).matches("\\d+ places.*");
      assertThat(page.querySelectorAll("#sitePlaces a").get(0).asNormalizedText())
          .isEqualTo("multi-krum");
      field.type('\n');
      browser.waitForBackgroundJavaScript(5_000);
      assertThat(browser.getCurrentWindow().getEnclosedPage().getUrl().getPath())
          .endsWith("/docs/rules/multi-krum.html");
    }
    assertThat(requested).hasSizeGreaterThan(3).allMatch(url -> url.getProtocol().equals("file"));
  }

  @Test
  void aSearchForNothingThatThereIsSaysSo() throws IOException {
    try (WebClient browser = new WebClient()) {
      HtmlPage page = browser.getPage(site.resolve("index.html").toUri().toURL());
      HtmlInput field = page.getHtmlElementById("siteQuery");
      field.focus();
      field.type("xyzzy");
      browser.waitForBackgroundJavaScript(5_000);
      assertThat(page.getElementById("siteFound").asNormalizedText()).isEqualTo("Nothing found.");
    }
  }

  @Test
  void aClassIsFoundByItsName() throws IOException {
    String index = Files.readString(site.resolve("search-index.js"));
    assertThat(index)
        .startsWith("searchIndex = [")
        .contains("[\"Javadoc\",\"Krum\",\"api/core/io/github/brsgd/aggregation/Krum.html\",\"\"]");
  }
}
