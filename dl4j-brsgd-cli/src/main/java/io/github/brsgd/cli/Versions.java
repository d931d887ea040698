package io.github.brsgd.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The versions of this build. */
final class Versions implements IVersionProvider {

  private static final Properties PROPERTIES = load();

  private static Properties load() {
    Properties properties = new Properties();
    try (InputStream in = Versions.class.getResourceAsStream("/brsgd.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  /** Our own version. */
  static String brsgd() {
    return PROPERTIES.getProperty("version");
  }

  /** The version of Deeplearning4j and ND4J that this build is made with. */
  static String dl4j() {
    return PROPERTIES.getProperty("dl4j");
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "brsgd " + brsgd(),
      "Deeplearning4j " + dl4j(),
      "Java " + System.getProperty("java.version") + ", " + System.getProperty("java.vm.name")
    };
  }
}
