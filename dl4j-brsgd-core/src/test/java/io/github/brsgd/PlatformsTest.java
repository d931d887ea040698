package io.github.brsgd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Which native library of ND4J the build takes on which machine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlatformsTest {

  private final XPath xpath = XPathFactory.newInstance().newXPath();
  private Document pom;

  @BeforeAll
  void read() throws Exception {
    pom =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("..", "pom.xml").toFile());
  }

  private String text(Object node, String path) throws Exception {
    return xpath.evaluate(path, node).strip();
  }

  /** As Maven does it: what is given must hold, all of it. */
  private boolean isActive(Object profile, String name, String family, String arch)
      throws Exception {
    for (String[] due : new String[][] {{"name", name}, {"family", family}, {"arch", arch}}) {
      String wanted = text(profile, "activation/os/" + due[0]);
      if (!wanted.isEmpty() && !wanted.equals(due[1])) {
        return false;
      }
    }
    return true;
  }

  private List<Object> active(String name, String family, String arch) throws Exception {
    NodeList profiles =
        (NodeList)
            xpath.evaluate("/project/profiles/profile[activation/os]", pom, XPathConstants.NODESET);
    List<Object> active = new ArrayList<>();
    for (int i = 0; i < profiles.getLength(); i++) {
      if (isActive(profiles.item(i), name, family, arch)) {
        active.add(profiles.item(i));
      }
    }
    return active;
  }

  @ParameterizedTest
  @CsvSource({
    "linux, unix, amd64, linux-x86_64, -onednn",
    "linux, unix, aarch64, linux-arm64, ''",
    "mac os x, mac, x86_64, macosx-x86_64, -onednn",
    "mac os x, mac, aarch64, macosx-arm64, ''",
    "windows 11, windows, amd64, windows-x86_64, -onednn"
  })
  void systemAndProcessorTogetherChooseOne(
      String name, String family, String arch, String platform, String suffix) throws Exception {
    List<Object> active = active(name, family, arch);
    assertThat(active).hasSize(1);
    assertThat(text(active.get(0), "properties/nd4j.platform")).isEqualTo(platform);
    assertThat(text(active.get(0), "properties/nd4j.onednn.suffix")).isEqualTo(suffix);
    assertThat(text(active.get(0), "properties/onednn.skip"))
        .isEqualTo(suffix.isEmpty() ? "" : "false");
  }

  @Test
  void thePlatformOfTheCommandLineIsThatOfBothLibraries() throws Exception {
    assertThat(text(pom, "/project/properties/nd4j.onednn"))
        .isEqualTo("${nd4j.platform}${nd4j.onednn.suffix}");
    assertThat(text(pom, "count(/project/properties/nd4j.onednn.suffix)")).isEqualTo("1");
    assertThat(text(pom, "count(//profile/properties/nd4j.onednn)")).isEqualTo("0");
    assertThat(text(pom, "//requireProperty[property='nd4j.platform']/regexMessage"))
        .contains("-Dnd4j.onednn.suffix=");
  }

  @ParameterizedTest
  @CsvSource({
    "linux, unix, ppc64le",
    "linux, unix, s390x",
    "windows 11, windows, aarch64",
    "sunos, unix, sparcv9"
  })
  void otherMachinesHaveNone(String name, String family, String arch) throws Exception {
    assertThat(active(name, family, arch)).isEmpty();
  }

  @Test
  void withoutAPlatformTheBuildSaysSo() throws Exception {
    String rule = "//requireProperty[property='nd4j.platform']";
    assertThat(text(pom, "/project/properties/nd4j.platform"))
        .doesNotMatch(text(pom, rule + "/regex"));
    assertThat(text(pom, rule + "/regexMessage")).contains("has no native library for ${os.name}");
  }
}
