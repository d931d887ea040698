package io.github.brsgd.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {

  @TempDir private Path folder;
  private Checkout checkout;

  @BeforeEach
  void make() {
    checkout = new Checkout(folder).with("docs/a.md", "# A\n");
  }

  private String page(String text) throws IOException {
    return checkout.with("docs/b.md", "# B\n\n" + text).page("docs/b.html");
  }

  @Test
  void linksAmongDocumentsAreLinksAmongPages() throws IOException {
    String page =
        page("[a](a.md) [top](../README.md) [data](../datasets) [web](https://example.org/x)");
    assertThat(page)
        .contains("<a href=\"../docs/a.html\">a</a>")
        .contains("<a href=\"../index.html\">top</a>")
        .contains("<a href=\"../datasets/index.html\">data</a>")
        .contains("<a href=\"https://example.org/x\">web</a>");
  }

  @Test
  void sourcesOfTheApiLeadToItsJavadocAndOthersToAPageThatShowsThem() throws IOException {
    String krum = "dl4j-brsgd-core/src/main/java/io/github/brsgd/aggregation/Krum.java";
    checkout.with(krum, "class Krum {}").with("brsgd", "#!/bin/sh\necho '<b>'\n");
    String page = page("[k](../" + krum + ") [l](../brsgd)");
    assertThat(page)
        .contains("<a href=\"../api/core/io/github/brsgd/aggregation/Krum.html\">k</a>")
        .contains("<a href=\"../source/brsgd.html\">l</a>");
    assertThat(checkout.page("source/brsgd.html"))
        .contains("echo '&lt;b&gt;'".replace("'", "&#x27;"));
  }

  @Test
  void codeThatNamesAClassLeadsToItsJavadoc() throws IOException {
    String api = "<a href=\"../api/core/io/github/brsgd/aggregation/Krum.html\">";
    String page =
        page(
            "`Krum`, `Krum::new`, `new Krum(6)`, `Krum.score(x)`, `Krums`, `krum`, [`Krum`](a.md)");
    assertThat(page)
        .contains(api + "<code>Krum</code></a>")
        .contains(api + "<code>Krum::new</code></a>")
        .contains(api + "<code>new Krum(6)</code></a>")
        .contains(api + "<code>Krum.score(x)</code></a>")
        .contains(", <code>Krums</code>, <code>krum</code>")
        .contains("<a href=\"../docs/a.html\"><code>Krum</code></a>");
  }

  @Test
  void linksInHeadingsAreLinksAmongPagesAndCodeInThemIsCode() throws IOException {
    assertThat(page("## [a](a.md) and `Krum`\n"))
        .contains(
            "<h2 id=\"a-and-krum\"><a href=\"../docs/a.html\">a</a> and <code>Krum</code></h2>");
  }

  @Test
  void tablesScrollByThemselvesAndByKeyboard() throws IOException {
    assertThat(page("| a | b |\n|---|---|\n| 1 | 2 |\n"))
        .contains("class=\"table\"")
        .contains("role=\"region\"")
        .contains("tabindex=\"0\"")
        .contains("<th scope=\"col\">a</th>");
  }

  @Test
  void whatLooksLikeATagIsText() throws IOException {
    assertThat(page("say <script>alert(1)</script>\n\n<div onclick=x>\n"))
        .doesNotContain("<script>alert")
        .doesNotContain("<div onclick");
  }

  @Test
  void picturesAreCopied() throws IOException {
    checkout.with("docs/images/x.png", "not looked at");
    assertThat(page("![what it shows](images/x.png)"))
        .contains("<img src=\"../docs/images/x.png\" alt=\"what it shows\" />");
    assertThat(folder.resolve("target/site/docs/images/x.png")).exists();
  }

  @Test
  void manySectionsAreListedFirst() throws IOException {
    String three = page("## One\n\n## Two `x`\n\n## Three\n");
    assertThat(three).contains("On this page").contains("<a href=\"#two-x\">Two x</a>");
    assertThat(page("## One\n\n## Two\n")).doesNotContain("On this page");
  }

  @Test
  void theMenuHasEveryGuideAndSaysWhereOneIs() throws IOException {
    String page = page("text");
    assertThat(page)
        .contains("<a href=\"../docs/b.html\" aria-current=\"page\">B</a>")
        .contains("<a href=\"../docs/a.html\">A</a>")
        .contains("<a href=\"../api/core/index.html\">Javadoc: core</a>");
  }

  @Test
  void theVersionIsTold() throws IOException {
    assertThat(page("text")).contains("1.2.3");
  }

  @Test
  void headingsThatAreNamedLikePartsOfThePageHaveAnAnchorOfTheirOwn() throws IOException {
    String page = page("## Results\n\n## Text\n\n## Pages\n\n## Found\n\n## Query\n\n## Places\n");
    List<String> ids =
        Pattern.compile(" id=\"([^\"]*)\"").matcher(page).results().map(id -> id.group(1)).toList();
    assertThat(ids).contains("results", "pages").doesNotHaveDuplicates();
  }

  @Test
  void equalHeadingsHaveAnchorsOfTheirOwn() throws IOException {
    assertThat(page("## A\n\n## A\n\n## A-1\n"))
        .contains("<h2 id=\"a\">", "<h2 id=\"a-1\">", "<h2 id=\"a-1-1\">");
  }

  @Test
  void namesWithSpacesAreLinkedEncoded() throws IOException {
    checkout.with("docs/c d.md", "# C\n\n## E\n").with("docs/images/x y.png", "not looked at");
    assertThat(page("[c](<c d.md#e>) [d](c%20d.md) ![p](<images/x y.png>)"))
        .contains("<a href=\"../docs/c%20d.html#e\">c</a>")
        .contains("<a href=\"../docs/c%20d.html\">d</a>")
        .contains("<a href=\"../docs/c%20d.html\">C</a>")
        .contains("<img src=\"../docs/images/x%20y.png\"");
  }

  @Test
  void aPictureInALinkIsCopied() throws IOException {
    checkout.with("docs/images/x.png", "not looked at");
    assertThat(page("[![p](images/x.png)](a.md)"))
        .contains("<a href=\"../docs/a.html\"><img src=\"../docs/images/x.png\" alt=\"p\" /></a>");
  }

  @Test
  void theFolderOfTheCheckoutIsItsReadme() throws IOException {
    assertThat(page("[top](..) [too](../)")).contains("<a href=\"../index.html\">top</a>");
    assertThat(checkout.with("README.md", "# T\n\n[here](.)\n").page("index.html"))
        .contains("<a href=\"index.html\">here</a>");
  }
}
