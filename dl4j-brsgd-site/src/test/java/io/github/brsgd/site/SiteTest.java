package io.github.brsgd.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {

  @TempDir private Path folder;
  private Checkout checkout;

  @BeforeEach
  void make() {
    checkout = new Checkout(folder).with("docs/a.md", "# A\n\n## One more\n");
  }

  private static Map<String, String> contents(Path site) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(site)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        contents.put(site.relativize(file).toString(), Files.readString(file));
      }
    }
    return contents;
  }

  @Test
  void aLinkToNoFileIsToldWithItsDocument() {
    checkout.with("docs/b.md", "# B\n\n[x](gone.md)\n");
    assertThatThrownBy(checkout::site)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("docs/b.md: link to nothing: gone.md");
  }

  @Test
  void aLinkOutOfTheCheckoutIsRefused() {
    checkout.with("docs/b.md", "# B\n\n[x](../../b.md)\n");
    assertThatThrownBy(checkout::site)
        .hasMessageContaining("docs/b.md")
        .hasMessageContaining("b.md");
  }

  @Test
  void aLinkToNoAnchorIsToldWithItsPage() {
    checkout.with("docs/b.md", "# B\n\n[x](a.md#one-more) [y](a.md#gone)\n");
    assertThatThrownBy(checkout::site)
        .hasMessageContaining("docs/b.html: ../docs/a.html#gone: no such anchor")
        .hasMessageNotContaining("one-more");
  }

  @Test
  void anAddressThatIsNoneIsTold() {
    checkout.with("docs/b.md", "# B\n\n[x](https://) [y](htps://example.org/)\n");
    assertThatThrownBy(checkout::site)
        .hasMessageContaining("https://")
        .hasMessageContaining("htps://example.org/");
  }

  @Test
  void aSiteThatFailsLeavesTheOneBefore() throws IOException {
    Path site = checkout.site();
    checkout.with("docs/b.md", "# B\n\n[x](gone.md)\n");
    assertThatThrownBy(checkout::site).isInstanceOf(IllegalArgumentException.class);
    assertThat(site.resolve("docs/a.html")).exists();
    try (Stream<Path> beside = Files.list(site.getParent())) {
      assertThat(beside).containsExactly(site);
    }
  }

  @Test
  void whatIsGoneFromTheCheckoutIsGoneFromTheSite() throws IOException {
    Path site = checkout.site();
    Files.delete(folder.resolve("docs/a.md"));
    checkout.with("docs/b.md", "# B\n").site();
    assertThat(site.resolve("docs/a.html")).doesNotExist();
    assertThat(site.resolve("docs/b.html")).exists();
  }

  @Test
  void twoSitesOfOneCheckoutAreTheSame() throws IOException {
    Map<String, String> first = contents(checkout.site());
    assertThat(contents(checkout.site())).hasSizeGreaterThan(9).isEqualTo(first);
  }

  @Test
  void aDocumentWithoutTitleIsRefused() {
    checkout.with("docs/b.md", "## B\n");
    assertThatThrownBy(checkout::site).hasMessage("docs/b.md: no heading '# Title'");
  }

  @Test
  void javadocThatIsNotBuiltIsToldWithHowToBuildIt() {
    assertThatThrownBy(() -> Javadoc.of(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no Javadoc of dl4j-brsgd-core")
        .hasMessageContaining("mvn -DskipTests -pl dl4j-brsgd-site -am verify");
  }

  @Test
  void argumentsAreCounted() {
    assertThatThrownBy(() -> Site.main(new String[] {"x"})).hasMessageContaining("got 1");
  }

  @Test
  void aLinkToAFileOfTheMachineIsRefused() {
    Path file = new Checkout(folder.resolve("other")).with("secret.txt", "x").path("secret.txt");
    checkout.with("docs/b.md", "# B\n\n[x](" + file.toString().replace('\\', '/') + ")\n");
    assertThatThrownBy(checkout::site).hasMessageStartingWith("docs/b.md: link to nothing: ");
  }

  @Test
  void aLinkToWhatIsNoTextIsRefused() throws IOException {
    Files.write(folder.resolve("x.bin"), new byte[] {(byte) 0xFF});
    checkout.with("docs/b.md", "# B\n\n[x](../x.bin)\n");
    assertThatThrownBy(checkout::site)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("docs/b.md: link to what is no text: ../x.bin");
  }

  @Test
  void othersMayReadTheFolderAsAnyOther() throws IOException {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path other = Files.createDirectory(folder.resolve("other"));
    assertThat(Files.getPosixFilePermissions(checkout.site()))
        .isEqualTo(Files.getPosixFilePermissions(other));
  }
}
