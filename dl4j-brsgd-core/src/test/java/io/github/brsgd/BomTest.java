package io.github.brsgd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The versions that users import have no parent to take them from. */
class BomTest {

  private final XPath xpath = XPathFactory.newInstance().newXPath();

  private static Document pom(String... path) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(Path.of("..", path).toFile());
  }

  private String text(Object node, String path) throws Exception {
    return xpath.evaluate(path, node).strip();
  }

  /** Group and artifact to version, of libraries that are not ours. */
  private Map<String, String> managed(Document pom) throws Exception {
    NodeList nodes =
        (NodeList)
            xpath.evaluate(
                "/project/dependencyManagement/dependencies/dependency",
                pom,
                XPathConstants.NODESET);
    Map<String, String> managed = new TreeMap<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      Node node = nodes.item(i);
      String version = text(node, "version");
      if (version.startsWith("${") && !version.equals("${project.version}")) {
        version = text(pom, "/project/properties/" + version.substring(2, version.length() - 1));
      }
      managed.put(text(node, "groupId") + ":" + text(node, "artifactId"), version);
    }
    managed.keySet().removeIf(key -> key.startsWith("io.github.brsgd:"));
    return managed;
  }

  @Test
  void itsVersionsAreThoseOfTheBuild() throws Exception {
    Document parent = pom("pom.xml");
    Document bom = pom("dl4j-brsgd-bom", "pom.xml");
    assertThat(text(bom, "/project/version")).isEqualTo(text(parent, "/project/version"));
    String timestamp = "/project/properties/project.build.outputTimestamp";
    assertThat(text(bom, timestamp)).isNotEmpty().isEqualTo(text(parent, timestamp));
    Map<String, String> built = managed(parent);
    Map<String, String> told = managed(bom);
    assertThat(told).containsKeys("org.deeplearning4j:deeplearning4j-nn", "org.nd4j:nd4j-native");
    // Deeplearning4j's own list of natives of all platforms, which the build has no use for.
    assertThat(told.remove("org.nd4j:nd4j-native-platform"))
        .isEqualTo(built.get("org.nd4j:nd4j-native"));
    assertThat(built).containsAllEntriesOf(told);
  }

  @Test
  void itHasNoParentWhoseManagementUsersWouldImport() throws Exception {
    assertThat(text(pom("dl4j-brsgd-bom", "pom.xml"), "/project/parent/artifactId")).isEmpty();
  }
}
